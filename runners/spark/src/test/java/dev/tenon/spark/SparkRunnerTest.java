package dev.tenon.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.UserError;
import dev.tenon.transforms.RunnerContract;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Launchers;
import dev.tenon.transforms.launch.Site;
import java.util.List;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkRunnerTest extends RunnerContract {
  @Override
  protected Launcher launcher() {
    return Launchers.find("spark", List.of());
  }

  @Test
  void spark_runs_in_this_process_unless_the_user_says_otherwise() {
    assertThat(master(List.of())).isEqualTo("local[2]");
    assertThat(master(List.of("--sparkMaster=local[1]"))).isEqualTo("local[1]");
  }

  @ParameterizedTest
  @CsvSource({
    "local,PROCESS",
    "local[2],PROCESS",
    "'local-cluster[2,1,1024]',MACHINE",
    "spark://host:7077,CLUSTER"
  })
  void where_steps_run_is_seen_from_the_master(String master, Site site) {
    assertThat(new SparkLauncher(List.of("--sparkMaster=" + master)).site()).isEqualTo(site);
  }

  private static String master(List<String> options) {
    String[] master = new String[1];
    new SparkLauncher(options)
        .run(
            pipeline -> {
              master[0] = pipeline.getOptions().as(SparkPipelineOptions.class).getSparkMaster();
              pipeline.apply(Create.of("a"));
            });
    return master[0];
  }

  @Test
  void a_jvm_that_is_closed_is_told_with_the_remedy() {
    assertThatThrownBy(() -> SparkLauncher.requireOpen(false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");
  }
}
