package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.experiment.Definition;
import dev.tenon.experiment.Experiment;
import dev.tenon.spi.PluginInfo;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {
  /** An experiment that needs a disk. */
  public static final class FullDiskDefinition extends FailingDefinition {
    /** Makes it. */
    public FullDiskDefinition() {
      super(new UncheckedIOException(new IOException("No space left on device")));
    }
  }

  /** An experiment whose mistake is wrapped twice. */
  public static final class WrappedDefinition extends FailingDefinition {
    /** Makes it. */
    public WrappedDefinition() {
      super(new IllegalStateException(new RuntimeException(new UserError("a mistake"))));
    }
  }

  /** A defect. */
  public static final class BrokenDefinition extends FailingDefinition {
    /** Makes it. */
    public BrokenDefinition() {
      super(new IllegalStateException("broken"));
    }
  }

  /** An experiment that cannot be had. */
  private static class FailingDefinition implements Definition {
    private final RuntimeException failure;

    FailingDefinition(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public String summary() {
      return "fails";
    }

    @Override
    public Experiment experiment() {
      throw failure;
    }
  }

  private static String[] commands() {
    return new String[] {
      "run",
      "summary",
      "evaluate",
      "export",
      "predict",
      "list",
      "plugins",
      "doctor",
      "data",
      "cluster"
    };
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_has_help_with_an_example(String command) {
    String help = Outcome.of(command, "--help").success();

    assertThat(help).startsWith("Usage: tenon " + command);
    assertThat(help).containsPattern("Examples?:\\R  tenon " + command);
    assertThat(help)
        .contains("--plugins", "--allow-plugins", "--stacktrace", "--verbose", "--version");
  }

  @Test
  void what_the_parser_says_is_told_without_its_stutter() {
    assertThat(Outcome.of("run", "fashion-mnist", "--set", "epochs").mistake())
        .startsWith("tenon: Value for option '--set'")
        .endsWith("; see 'tenon run --help'");
    assertThat(Outcome.of("evaluate").mistake())
        .startsWith("tenon: Missing required argument")
        .contains("--work-dir=DIR", "--model=FILE");
  }

  @Test
  void help_names_every_command() {
    String help = Outcome.of("--help").success();

    assertThat(help).contains(commands());
  }

  @Test
  void the_version_is_the_build_s() {
    assertThat(Outcome.of("--version").success()).matches("tenon \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void plugins_are_built_for_the_first_two_numbers_of_the_version() {
    assertThat(Version.tenon()).startsWith(PluginInfo.API + ".");
  }

  @Test
  void without_a_command_the_help_is_pointed_out() {
    assertThat(Outcome.of().mistake())
        .isEqualTo("tenon: Missing command, such as run or list; see 'tenon --help'");
  }

  @Test
  void a_misspelt_command_is_answered_with_the_one_that_may_be_meant() {
    assertThat(Outcome.of("lst").mistake()).contains("'lst'").contains("did you mean 'list'?");
  }

  @Test
  void an_unknown_option_points_to_the_help_of_its_command() {
    assertThat(Outcome.of("summary", "fashion-mnist", "--depth").mistake())
        .isEqualTo("tenon: Unknown option: '--depth'; see 'tenon summary --help'");
  }

  @Test
  void an_option_of_the_wrong_type_is_named_with_what_came() {
    assertThat(Outcome.of("run", "fashion-mnist", "--epochs", "many").mistake())
        .contains("--epochs", "'many'", "see 'tenon run --help'");
  }

  @Test
  void an_unknown_device_is_answered_with_those_there_are() {
    assertThat(Outcome.of("run", "fashion-mnist", "--device", "tpu").mistake())
        .contains("--device", "'tpu'", "cpu", "cuda", "auto");
  }

  @Test
  void a_missing_argument_is_named() {
    assertThat(Outcome.of("run").mistake())
        .isEqualTo("tenon: Missing required parameter: 'EXPERIMENT'; see 'tenon run --help'");
  }

  @Test
  void a_stack_trace_is_printed_only_when_asked_for() {
    Outcome plain = Outcome.of("summary", "nothing-like-this");
    Outcome traced = Outcome.of("summary", "nothing-like-this", "--stacktrace");

    assertThat(plain.mistake()).contains("'nothing-like-this'");
    assertThat(traced.code()).isEqualTo(Failures.USER);
    assertThat(traced.err()).startsWith(plain.err()).contains("\tat dev.tenon.cli.");
  }

  @Test
  void a_full_disk_is_told_wherever_it_is_met() {
    assertThat(Outcome.of("summary", FullDiskDefinition.class.getName()).mistake())
        .isEqualTo("tenon: the disk is full (No space left on device); free some space");
  }

  @Test
  void a_mistake_is_told_however_deep_it_is_wrapped() {
    assertThat(Outcome.of("summary", WrappedDefinition.class.getName()).mistake())
        .isEqualTo("tenon: a mistake");
  }

  @Test
  void what_nobody_expected_is_one_line_that_points_to_the_stack_trace_and_code_1() {
    String broken = BrokenDefinition.class.getName();

    Outcome outcome = Outcome.of("summary", broken);

    assertThat(outcome.code()).isEqualTo(Failures.UNEXPECTED);
    assertThat(outcome.err())
        .isEqualTo(
            "tenon: unexpected IllegalStateException: broken; add --stacktrace to see where"
                + System.lineSeparator());
  }
}
