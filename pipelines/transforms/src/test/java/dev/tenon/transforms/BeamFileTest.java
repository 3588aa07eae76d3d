package dev.tenon.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beam's own file system for local paths stands for all of them here. */
class BeamFileTest {
  @TempDir Path folder;

  @BeforeAll
  static void register_file_systems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void what_is_written_is_read_again_and_replaces_what_was_there() throws IOException {
    BeamFile file = file("new/folder/file");
    file.write("one");
    file.write(out -> out.write(new byte[] {7, 8}));
    assertThat(file.bytes()).containsExactly(7, 8);
    assertThat(file.size()).isEqualTo(2);
    assertThat(names(folder.resolve("new/folder"))).containsExactly("file");
  }

  @Test
  void a_content_that_fails_leaves_the_old_file_and_nothing_else() throws IOException {
    BeamFile file = file("file");
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
  void a_mapped_file_is_a_copy_that_needs_no_file_any_more() throws IOException {
    BeamFile file = file("file");
    byte[] content = new byte[100_000];
    new Random(3).nextBytes(content);
    file.write(out -> out.write(content));
    ByteBuffer mapped = file.map();
    file.delete();
    assertThat(mapped.isDirect()).isTrue();
    assertThat(mapped).isEqualTo(ByteBuffer.wrap(content));
  }

  @Test
  void files_come_and_go() throws IOException {
    BeamFile file = file("file");
    assertThat(file.exists()).isFalse();
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
  void a_folder_that_cannot_be_made_is_the_users_mistake() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> file("file/in").write("x"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot write " + folder.resolve("file/in"));
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

  private BeamFile file(String name) {
    return new BeamFile(folder.resolve(name).toString());
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
