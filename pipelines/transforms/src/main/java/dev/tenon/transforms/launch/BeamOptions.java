package dev.tenon.transforms.launch;

import dev.tenon.spi.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** What the user tells Beam, and what Tenon tells it where the user does not. */
public final class BeamOptions {
  private static final String RUNNER = "--runner=";

  private BeamOptions() {}

  /**
   * Reads options for a runner, and tells Beam's file systems of them.
   *
   * @param runner the runner
   * @param given the options as the user gave them
   * @param defaults the values of options, such as {@code targetParallelism}, that the user did not
   *     give
   * @return the options, with the runner among them
   * @throws UserError if one is unknown, does not fit, or asks for another runner
   */
  public static PipelineOptions parse(
      Class<? extends PipelineRunner<?>> runner, List<String> given, Map<String, String> defaults) {
    List<String> all = new ArrayList<>();
    for (String option : given) {
      if (option.startsWith(RUNNER)) {
        requireSame(runner, option.substring(RUNNER.length()));
      } else {
        all.add(option);
      }
    }
    defaults.forEach(
        (name, value) -> {
          String option = "--" + name + "=";
          if (given.stream().noneMatch(own -> own.startsWith(option))) {
            all.add(option + value);
          }
        });
    try {
      PipelineOptions parsed =
          PipelineOptionsFactory.fromArgs(all.toArray(new String[0])).withValidation().create();
      parsed.setRunner(runner);
      FileSystems.setDefaultPipelineOptions(parsed);
      return parsed;
    } catch (IllegalArgumentException e) {
      throw new UserError("Beam does not take the options " + given + ": " + e.getMessage(), e);
    }
  }

  private static void requireSame(Class<?> runner, String asked) {
    if (!shortName(asked).equals(shortName(runner.getSimpleName()))) {
      throw new UserError(
          "Beam's option --runner=%s asks for another runner than %s, which is chosen; leave it out, or choose by Tenon's own --runner"
              .formatted(asked, runner.getSimpleName()));
    }
  }

  /** Beam takes a runner's class by its full or its simple name, with "Runner" or without. */
  private static String shortName(String runner) {
    String simple = runner.substring(runner.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return simple.replaceFirst("runner$", "");
  }
}
