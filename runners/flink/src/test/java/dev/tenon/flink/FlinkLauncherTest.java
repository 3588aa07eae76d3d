package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.UserError;
import dev.tenon.transforms.launch.Launchers;
import dev.tenon.transforms.launch.LocalCluster;
import dev.tenon.transforms.launch.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flink in this process. */
class FlinkLauncherTest {
  private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

  /** Notes what it sees, except for one word. */
  private static final class Note extends DoFn<String, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element String word) {
      switch (word) {
        case "mistake" -> throw new UserError("this word is a mistake");
        case "defect" -> throw new IllegalStateException("this word is a defect");
        default -> SEEN.add(word);
      }
    }
  }

  private static void run(String master, String... words) {
    new FlinkLauncher(List.of("--flinkMaster=" + master))
        .run(pipeline -> pipeline.apply(Create.of(List.of(words))).apply(ParDo.of(new Note())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[local]", "[auto]"})
  void a_pipeline_has_ended_when_run_returns(String master) {
    SEEN.clear();
    run(master, "a", "b", "c");
    assertThat(SEEN).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void a_users_mistake_comes_out_as_one_line() {
    assertThatThrownBy(() -> run("[local]", "mistake"))
        .isExactlyInstanceOf(UserError.class)
        .hasMessage("this word is a mistake");
  }

  @Test
  void a_defect_comes_out_with_its_cause() {
    assertThatThrownBy(() -> run("[local]", "defect"))
        .isNotInstanceOf(UserError.class)
        .hasRootCauseMessage("this word is a defect");
  }

  @Test
  void a_cluster_that_is_not_there_is_the_users_mistake() {
    assertThatThrownBy(() -> run("localhost:1", "a"))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("no Flink cluster at localhost:1", "tenon cluster start");
  }

  @Test
  void jobs_on_a_cluster_that_is_gone_are_gone_with_it() {
    FlinkLauncher launcher = new FlinkLauncher(List.of("--flinkMaster=localhost:1"));
    assertThat(launcher.whereabouts()).contains(List.of("--flinkMaster=localhost:1"));
    assertThat(launcher.end("tenon-any")).isFalse();
  }

  @Test
  void jobs_in_this_process_end_with_it() {
    FlinkLauncher launcher = new FlinkLauncher(List.of());
    assertThat(launcher.whereabouts()).isEmpty();
    assertThat(launcher.end("tenon-any")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[collection]", "localhost", "local", "a b:1"})
  void a_master_that_is_none_is_the_users_mistake(String master) {
    assertThatThrownBy(() -> new FlinkLauncher(List.of("--flinkMaster=" + master)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("[local]");
  }

  @ParameterizedTest
  @CsvSource({
    "[local],PROCESS",
    "[auto],PROCESS",
    "localhost:8081,MACHINE",
    "http://127.0.0.1:8081,MACHINE",
    "192.0.2.1:8081,CLUSTER",
    "no-such-host.invalid:8081,CLUSTER"
  })
  void where_steps_run_is_seen_from_the_master(String master, Site site) {
    assertThat(new FlinkLauncher(List.of("--flinkMaster=" + master)).site()).isEqualTo(site);
  }

  @Test
  void it_is_found_by_its_name_and_so_is_its_cluster() {
    assertThat(Launchers.find("flink", List.of())).isInstanceOf(FlinkLauncher.class);
    assertThat(LocalCluster.find()).isInstanceOf(FlinkCluster.class);
  }

  @Test
  void users_settings_of_flink_go_before_tenons(@TempDir Path folder) throws Exception {
    JobConfiguration.write(folder, Map.of("client.heartbeat.timeout", "5 \" # :"));
    assertThat(JobConfiguration.given(folder.toString()))
        .containsEntry("client.heartbeat.timeout", "5 \" # :");
  }

  @Test
  void a_class_path_is_staged_as_java_reads_it(@TempDir Path folder) throws Exception {
    Files.createFile(folder.resolve("b.jar"));
    Files.createFile(folder.resolve("a.jar"));
    Files.createFile(folder.resolve("notes.txt"));
    String one = folder.resolve("a.jar").toString();
    assertThat(Staging.entries(folder + "/*")).containsExactly(one, folder.resolve("b.jar") + "");
    assertThat(Staging.entries(one + ":/nowhere:" + folder)).containsExactly(one, folder + "");
    assertThat(Staging.entries("")).isEmpty();
  }
}
