package dev.tenon.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.cases.StoredFileContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileTest implements StoredFileContract {
  @TempDir Path folder;

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public StoredFile file(String name) {
    return new LocalFolder(folder).file(name);
  }

  @Test
  void a_file_in_a_folders_place_is_named() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> file("file/in").write("x"))
        .hasMessageContaining(folder.resolve("file") + " is not a folder");
  }

  @Test
  void several_attempts_to_write_one_file_do_not_get_in_one_anothers_way() throws IOException {
    StoredFile file = file("file");
    file.write(
        out -> {
          out.write('1');
          file.write("2");
          assertThat(file.text()).isEqualTo("2");
        });
    assertThat(file.text()).isEqualTo("1");
    assertThat(StoredFileContract.names(folder)).containsExactly("file");
  }

  @Test
  void a_folder_lists_its_files_in_order_and_no_folders() {
    Folder run = new LocalFolder(folder);
    assertThat(run.folder("missing").files()).isEmpty();
    run.file("b").write("x");
    run.file("a").write("x");
    run.folder("c").file("d").write("x");
    assertThat(run.files()).containsExactly("a", "b");
    assertThat(run.folder("c").files()).containsExactly("d");
    assertThat(run.folder("c").path()).isEqualTo(folder.resolve("c").toString());
    assertThat(run.folder("c").file("d").path()).isEqualTo(folder.resolve("c/d").toString());
  }
}
