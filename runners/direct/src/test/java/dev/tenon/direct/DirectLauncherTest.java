package dev.tenon.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.UserError;
import dev.tenon.transforms.launch.Launchers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectLauncherTest {
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

  @Test
  void a_pipeline_has_ended_when_run_returns() {
    SEEN.clear();
    run("a", "b", "c");
    assertThat(SEEN).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void a_users_mistake_comes_out_as_it_went_in() {
    assertThatThrownBy(() -> run("a", "mistake"))
        .isExactlyInstanceOf(UserError.class)
        .hasMessage("this word is a mistake");
  }

  @Test
  void a_defect_comes_out_with_its_cause() {
    assertThatThrownBy(() -> run("defect"))
        .isInstanceOf(Pipeline.PipelineExecutionException.class)
        .hasRootCauseMessage("this word is a defect");
  }

  @Test
  void checks_are_off_and_one_thread_works_unless_the_user_says_otherwise() {
    new DirectLauncher(List.of())
        .run(
            pipeline -> {
              DirectOptions options = pipeline.getOptions().as(DirectOptions.class);
              assertThat(options.isEnforceImmutability()).isFalse();
              assertThat(options.isEnforceEncodability()).isFalse();
              assertThat(options.getTargetParallelism()).isEqualTo(1);
              pipeline.apply(Create.of("a"));
            });
    new DirectLauncher(List.of("--targetParallelism=7", "--enforceImmutability=true"))
        .run(
            pipeline -> {
              DirectOptions options = pipeline.getOptions().as(DirectOptions.class);
              assertThat(options.isEnforceImmutability()).isTrue();
              assertThat(options.isEnforceEncodability()).isFalse();
              assertThat(options.getTargetParallelism()).isEqualTo(7);
              pipeline.apply(Create.of("a"));
            });
  }

  @Test
  void an_unknown_option_is_the_users_mistake() {
    assertThatThrownBy(() -> new DirectLauncher(List.of("--noSuchThing=1")).run(pipeline -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("[--noSuchThing=1]", "noSuchThing");
  }

  @Test
  void a_value_that_does_not_fit_is_the_users_mistake() {
    assertThatThrownBy(
            () -> new DirectLauncher(List.of("--targetParallelism=many")).run(pipeline -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--targetParallelism=many");
  }

  @Test
  void another_runner_is_the_users_mistake() {
    assertThatThrownBy(() -> new DirectLauncher(List.of("--runner=SparkRunner")))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("--runner=SparkRunner", "DirectRunner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner", "direct", "org.apache.beam.runners.direct.DirectRunner"})
  void the_same_runner_may_be_asked_for_in_any_way_that_beam_takes(String runner) {
    assertThat(new DirectLauncher(List.of("--runner=" + runner)).runner()).isEqualTo("direct");
  }

  @Test
  void it_is_found_by_its_name() {
    assertThat(Launchers.find("direct", List.of())).isInstanceOf(DirectLauncher.class);
  }

  @Test
  void a_runner_that_is_missing_is_answered_with_those_that_are_there() {
    assertThatThrownBy(() -> Launchers.find("flink", List.of()))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("'flink'", "only direct", "runners/");
  }

  private static void run(String... words) {
    new DirectLauncher(List.of())
        .run(pipeline -> pipeline.apply(Create.of(List.of(words))).apply(ParDo.of(new Note())));
  }
}
