package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
  @TempDir Path folder;

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void its_files_have_the_names_that_the_manual_gives() {
    WorkDirectory run = new WorkDirectory(folder);
    assertThat(
            Stream.of(
                    run.experiment(),
                    run.history(),
                    run.chart(),
                    run.checkpoints(),
                    run.evaluation(),
                    run.quarantine(),
                    run.model())
                .map(Object::toString)
                .map(file -> folder.relativize(Path.of(file)).toString()))
        .containsExactly(
            "experiment.json",
            "history.csv",
            "history.png",
            "checkpoints",
            "evaluation.json",
            "quarantine.jsonl",
            "model");
  }

  @Test
  void a_missing_or_empty_folder_is_made_ready_and_can_be_used_again_later() throws IOException {
    WorkDirectory fresh = new WorkDirectory(folder.resolve("run"));
    try (Claim claim = fresh.claim(false)) {
      assertThat(claim).isNotNull();
      fresh.experiment().write("{}");
    }
    assertThat(files(folder.resolve("run"))).containsExactly("experiment.json");
    assertThatCode(() -> fresh.claim(true).close()).doesNotThrowAnyException();
    assertThatCode(() -> new WorkDirectory(folder.resolve("run/inner")).claim(false).close())
        .doesNotThrowAnyException();
  }

  @Test
  void a_run_that_comes_to_nothing_leaves_nothing() throws IOException {
    new WorkDirectory(folder.resolve("run")).claim(false).close();
    assertThat(files(folder)).isEmpty();

    new WorkDirectory(folder).claim(false).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_used_folder_is_refused_unless_its_run_goes_on() throws IOException {
    WorkDirectory used = new WorkDirectory(folder);
    used.experiment().write("{}");

    assertThatThrownBy(() -> used.claim(false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("already used")
        .hasMessageContaining("--resume")
        .hasMessageContaining(folder.toString());
    assertThat(files(folder)).containsExactly("experiment.json");
    assertThatCode(() -> used.claim(true).close()).doesNotThrowAnyException();
  }

  @Test
  void what_a_run_has_begun_to_write_that_was_killed_before_its_first_file_is_no_use()
      throws IOException {
    Files.writeString(folder.resolve(".writing-1"), "half");
    Files.writeString(folder.resolve(".lock"), "1");

    new WorkDirectory(folder).claim(false).close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_a_killed_step_has_begun_to_write_is_removed_when_the_run_ends() throws IOException {
    WorkDirectory run = new WorkDirectory(folder);
    Path begun = folder.resolve("checkpoints/.writing-1");
    Claim claim = run.claim(false);
    run.experiment().write("{}");
    Files.createDirectory(begun.getParent());
    Files.writeString(begun, "half");

    claim.close();

    assertThat(begun).doesNotExist();
    assertThat(files(folder)).containsExactly("checkpoints", "experiment.json");

    Files.writeString(begun, "another run's");
    claim.close();
    assertThat(begun).exists();
  }

  @Test
  void what_a_job_that_may_still_run_has_begun_to_write_is_its_own() throws IOException {
    WorkDirectory run = new WorkDirectory(folder);
    run.experiment().write("{}");
    Path begun = Files.writeString(folder.resolve(".writing-1"), "half");
    run.job().write("{}");

    Claim claim = run.claim(true);
    assertThat(begun).exists();
    claim.close();
    assertThat(begun).doesNotExist();

    run.job().delete();
    Files.writeString(begun, "half");
    run.claim(true);
    assertThat(begun).doesNotExist();
  }

  @Test
  void a_folder_without_a_run_cannot_be_resumed() {
    for (Path path : List.of(folder, folder.resolve("missing"))) {
      assertThatThrownBy(() -> new WorkDirectory(path).claim(true))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("no run to resume in " + path);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_folder_in_use_is_refused_and_the_process_named() throws IOException {
    WorkDirectory run = new WorkDirectory(folder.resolve("run"));
    try (Claim claim = run.claim(false)) {
      assertThat(claim).isNotNull();
      assertThatThrownBy(() -> run.claim(false))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("in use by another run")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(otherProcessClaims(folder.resolve("run"))).contains("in use by another run");
    }
    assertThatCode(() -> run.claim(false).close()).doesNotThrowAnyException();
  }

  @Test
  void a_folder_in_use_by_another_process_is_refused_until_that_ends() throws Exception {
    WorkDirectory run = new WorkDirectory(folder);
    Process other = start(folder);
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("claimed");
      assertThatThrownBy(() -> run.claim(false))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("in use by another run (process " + other.pid() + ")");
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThatCode(() -> run.claim(false).close()).doesNotThrowAnyException();
  }

  private static String otherProcessClaims(Path folder) throws IOException {
    Process other = start(folder);
    try {
      return other.inputReader().readLine();
    } finally {
      other.destroyForcibly().onExit().join();
    }
  }

  private static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Claims a folder and holds it until the process is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      try (Claim claim = new WorkDirectory(Path.of(args[0])).claim(false)) {
        System.out.println(claim == null ? "no claim" : "claimed");
        System.in.read();
      } catch (UserError e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void a_search_for_a_rate_leaves_a_run_alone_and_lets_one_begin_after_it() throws IOException {
    WorkDirectory run = new WorkDirectory(folder.resolve("run"));
    try (Claim claim = run.claimRateSearch()) {
      assertThat(claim).isNotNull();
      assertThatThrownBy(() -> run.claim(false)).hasMessageContaining("in use by another run");
      run.rateSearch().experiment().write("{}");
    }
    try (Claim claim = run.claim(false)) {
      assertThat(claim).isNotNull();
      assertThatThrownBy(run::claimRateSearch).hasMessageContaining("in use by another run");
      run.experiment().write("{}");
    }
    run.folder().file(".writing-1").write("by a run that was killed");
    run.rateSearch().data().file(".writing-2").write("by a search that was killed");
    run.claimRateSearch().close();
    assertThat(files(folder.resolve("run")))
        .containsExactly(".writing-1", "experiment.json", "find-lr");
    assertThat(folder.resolve("run/find-lr/data")).isEmptyDirectory();
  }

  @Test
  void a_file_in_its_place_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    assertThatThrownBy(() -> new WorkDirectory(file).claim(false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file + " is not a folder");
    assertThatThrownBy(() -> new WorkDirectory(file.resolve("run")).claim(false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("there is no folder " + file);
    assertThat(file).hasContent("kept");
  }

  @Test
  void a_missing_parent_is_named() {
    Path parent = folder.resolve("missing");
    assertThatThrownBy(() -> new WorkDirectory(parent.resolve("run")).claim(false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("there is no folder " + parent);
    assertThat(parent).doesNotExist();
  }

  @Test
  void a_read_only_folder_is_refused() throws Exception {
    try (SmallDisk disk = SmallDisk.mounted(folder.resolve("disk"))) {
      Path run = Files.createDirectory(disk.path().resolve("run"));
      disk.makeReadOnly();
      for (Path path : List.of(run, disk.path().resolve("new"))) {
        assertThatThrownBy(() -> new WorkDirectory(path).claim(false))
            .isInstanceOf(UserError.class)
            .hasMessageContaining("cannot write " + path)
            .hasMessageContaining("Read-only file system");
      }
      assertThat(run).isEmptyDirectory();
    }
  }
}
