package dev.tenon.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileTest {
  @TempDir Path folder;

  @Test
  void what_is_written_is_read_again_and_replaces_what_was_there() throws IOException {
    StoredFile file = file("new/folder/file");
    file.write("one");
    file.write(out -> out.write(new byte[] {7, 8}));
    assertThat(file.bytes()).containsExactly(7, 8);
    assertThat(file.map()).isEqualTo(ByteBuffer.wrap(new byte[] {7, 8}));
    assertThat(file.size()).isEqualTo(2);
    assertThat(file.name()).isEqualTo("file");
    assertThat(names(folder.resolve("new/folder"))).containsExactly("file");
  }

  @Test
  void a_content_that_fails_leaves_the_old_file_and_nothing_else() throws IOException {
    StoredFile file = file("file");
    file.write("old");
    assertThatThrownBy(
            () ->
                file.write(
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IllegalStateException("half-way");
                    }))
        .hasMessage("half-way");
    assertThat(folder.resolve("file")).hasContent("old");
    assertThat(names(folder)).containsExactly("file");
  }

  @Test
  void files_come_and_go() throws IOException {
    StoredFile file = file("file");
    assertThat(file.exists()).isFalse();
    assertThatThrownBy(file::open).isInstanceOf(NoSuchFileException.class);
    file.delete();
    file.write("x");
    assertThat(file.exists()).isTrue();
    file.delete();
    assertThat(file.exists()).isFalse();
  }

  @Test
  void a_folder_that_cannot_be_made_is_the_users_mistake() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> file("file/in").write("x"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot write " + folder.resolve("file/in"))
        .hasMessageContaining(folder.resolve("file") + " is not a folder");
  }

  @Test
  void a_full_disk_is_the_users_mistake_and_nothing_stays() throws IOException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(run("mount -t tmpfs -o size=64k tmpfs " + disk), "mounting is not permitted here");
    try {
      assertThatThrownBy(() -> file("disk/file").write(out -> out.write(new byte[200_000])))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("cannot write " + disk.resolve("file"))
          .hasMessageContaining("No space left");
      assertThat(names(disk)).isEmpty();
    } finally {
      assertThat(run("umount " + disk)).isTrue();
    }
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
    assertThat(names(folder)).containsExactly("file");
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

  private StoredFile file(String name) {
    return new LocalFolder(folder).file(name);
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  private static boolean run(String command) throws IOException {
    Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.onExit().join().exitValue() == 0;
  }
}
