package dev.tenon.spi.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every file of a run can be relied on for, wherever it lies. */
public interface StoredFileContract {
  /** Returns an empty folder of this machine. */
  Path folder();

  /**
   * Returns a file in that folder.
   *
   * @param name its name, which may begin with those of folders
   */
  StoredFile file(String name);

  @Test
  default void what_is_written_is_read_again_and_replaces_what_was_there() throws IOException {
    StoredFile file = file("new/folder/file");
    file.write("one");
    file.write(out -> out.write(new byte[] {7, 8}));
    assertThat(file.bytes()).containsExactly(7, 8);
    assertThat(file.map()).isEqualTo(ByteBuffer.wrap(new byte[] {7, 8}));
    assertThat(file.size()).isEqualTo(2);
    assertThat(file.name()).isEqualTo("file");
    assertThat(names(folder().resolve("new/folder"))).containsExactly("file");
  }

  @Test
  default void a_content_that_fails_leaves_the_old_file_and_nothing_else() throws IOException {
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
    assertThat(folder().resolve("file")).hasContent("old");
    assertThat(names(folder())).containsExactly("file");
  }

  @Test
  default void files_come_and_go() {
    StoredFile file = file("file");
    assertThat(file.exists()).isFalse();
    assertThatThrownBy(file::open).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(file::bytes).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(file::map).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(file::size).isInstanceOf(NoSuchFileException.class);
    file.delete();
    file.write("x");
    assertThat(file.exists()).isTrue();
    file.delete();
    assertThat(file.exists()).isFalse();
  }

  @Test
  default void a_folder_that_cannot_be_made_is_the_users_mistake() throws IOException {
    Files.writeString(folder().resolve("file"), "");
    assertThatThrownBy(() -> file("file/in").write("x"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot write " + folder().resolve("file/in"));
  }

  @Test
  default void a_full_disk_is_the_users_mistake_and_nothing_stays() throws IOException {
    Path disk = Files.createDirectory(folder().resolve("disk"));
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

  /**
   * Returns the names of the files in a folder.
   *
   * @param folder the folder
   */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static boolean run(String command) throws IOException {
    Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.onExit().join().exitValue() == 0;
  }
}
