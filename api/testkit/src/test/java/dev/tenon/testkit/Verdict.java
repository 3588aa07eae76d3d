package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * What comes out when JUnit runs a contract.
 *
 * @param held how many laws held
 * @param broken the message of each other law, by its sentence
 */
record Verdict(long held, Map<String, String> broken) {

  static Verdict of(Class<? extends Contract<?>> contract) {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(contract))
            .execute()
            .testEvents();
    Map<String, String> broken = new TreeMap<>();
    tests.failed().stream()
        .forEach(event -> broken.put(event.getTestDescriptor().getDisplayName(), message(event)));
    return new Verdict(tests.succeeded().count(), broken);
  }

  /** Asserts that one law is broken and all others hold, and that the message tells all of it. */
  void breaksOnly(String law, String found, String input) {
    assertThat(broken).containsOnlyKeys(law);
    assertThat(held).isPositive();
    breaks(law, found, input);
  }

  /** Asserts that a law is broken, maybe besides others, and that the message tells all of it. */
  void breaks(String law, String found, String input) {
    assertThat(broken).containsKey(law);
    assertThat(broken.get(law))
        .contains(" breaks the law \"" + law + "\": ")
        .contains(found)
        .contains("; on " + input)
        .endsWith("; with seed 1 (-Dtenon.testkit.seed=1)");
  }

  private static String message(Event event) {
    Throwable thrown =
        event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
    assertThat(thrown).isInstanceOf(LawBroken.class);
    return thrown.getMessage();
  }
}
