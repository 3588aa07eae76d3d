package dev.tenon.docs.mistakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tenon.testkit.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * With {@code -Dtenon.docs.update=true}, first writes the messages; the pages take them when it is
 * said once more.
 */
class MistakesTest {
  private static final Path FILE = Path.of("src/test/resources/dev/tenon/docs/mistakes.txt");
  private static final int WIDTH = 96;

  /** A contract that a mistake breaks, and the law of it that the page of a kind shows. */
  private record Shown(String kind, Class<? extends Contract<?>> contract, String law) {}

  private static final List<Shown> SHOWN =
      List.of(
          new Shown(
              "layer", InGraphs.ScaledLaws.class, "gradients reach every input and parameter"),
          new Shown("merge", InGraphs.SumLaws.class, "gradients reach every input and parameter"),
          new Shown(
              "activation",
              InGraphs.SoftplusLaws.class,
              "values and gradients are finite at extremes"),
          new Shown(
              "initializer",
              InGraphs.UniformLaws.class,
              "values are a function of the random numbers alone"),
          new Shown("loss", InGraphs.SquaredErrorLaws.class, "it gives one number an example"),
          new Shown("optimizer", InGraphs.SignsLaws.class, "what has no gradient stays"),
          new Shown(
              "schedule",
              BesideGraphs.ToNothingLaws.class,
              "the rate is positive and finite wherever training stands"),
          new Shown("metric", BesideGraphs.MeanLossLaws.class, "merging is associative"),
          new Shown("augmentation", BesideGraphs.LinesLaws.class, "the original stays as it is"),
          new Shown(
              "source",
              BesideGraphs.NumbersLaws.class,
              "unreadable records are rejected with a reason and no others"),
          new Shown(
              "listener",
              BesideGraphs.LogLaws.class,
              "a run that goes on ends as one that was never stopped"));

  @Test
  void the_messages_that_the_manual_shows_are_those_of_the_kit() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Shown shown : SHOWN) {
      text.append("// region ").append(shown.kind()).append('\n');
      wrapped(message(shown)).forEach(line -> text.append(line).append('\n'));
      text.append("// endregion\n");
    }
    if (Boolean.getBoolean("tenon.docs.update")) {
      Files.writeString(FILE, text);
    }
    assertThat(Files.readString(FILE))
        .as("run ./mvnw -pl docs -am test -Dtenon.docs.update=true to bring it up to date")
        .isEqualToNormalizingNewlines(text.toString());
  }

  private static String message(Shown shown) {
    List<Event> broken =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(shown.contract()))
            .execute()
            .testEvents()
            .failed()
            .filter(event -> event.getTestDescriptor().getDisplayName().equals(shown.law()))
            .toList();
    assertThat(broken).as(shown.toString()).hasSize(1);
    return broken
        .get(0)
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .orElseThrow()
        .getMessage();
  }

  private static List<String> wrapped(String message) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : message.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
