package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterProcessTest {
  private Process process;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void a_process_is_ended() {
    ClusterProcess known = ClusterProcess.of("worker", process.toHandle());
    assertThat(known.isAlive()).isTrue();

    known.end();

    assertThat(process.isAlive()).isFalse();
    assertThat(known.isAlive()).isFalse();
  }

  @Test
  void another_process_that_has_the_number_now_is_left_alone() {
    ClusterProcess earlier = new ClusterProcess("worker", process.pid(), "an earlier time");
    assertThat(earlier.isAlive()).isFalse();

    earlier.end();

    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void a_file_of_processes_that_cannot_be_read_is_told_in_one_line(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("cluster.json"), "half");

    assertThatThrownBy(() -> ClusterState.read(folder))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("cannot read " + folder, "end them by hand and remove it")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void what_was_started_is_read_as_it_was_written(@TempDir Path folder) {
    ClusterProcess known = ClusterProcess.of("worker", process.toHandle());
    ClusterState state = new ClusterState(8081, 1024, List.of()).with(known);

    state.write(folder);

    assertThat(ClusterState.read(folder)).contains(state);
    assertThat(state.isRunning()).isTrue();
  }
}
