package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsFolderTest {
  @TempDir private Path folder;
  private Path runs;

  @BeforeEach
  void name() {
    runs = folder.resolve("runs");
  }

  @Test
  void what_was_made_and_left_empty_is_taken_away() {
    try (RunsFolder made = RunsFolder.make(runs)) {
      assertThat(made.path()).isEmptyDirectory();
    }
    assertThat(runs).doesNotExist();
  }

  @Test
  void a_run_in_it_keeps_it() throws IOException {
    try (RunsFolder made = RunsFolder.make(runs)) {
      Files.createDirectory(made.path().resolve("tiny"));
    }
    assertThat(runs.resolve("tiny")).isDirectory();
  }

  @Test
  void what_was_there_before_stays() throws IOException {
    Files.createDirectory(runs);
    try (RunsFolder found = RunsFolder.make(runs)) {
      assertThat(found.made()).isFalse();
    }
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  void a_file_in_its_place_is_the_users_mistake() throws IOException {
    Files.writeString(runs, "a file");
    assertThatThrownBy(() -> RunsFolder.make(runs))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot make the folder " + runs)
        .hasMessageContaining("--work-dir");
  }
}
