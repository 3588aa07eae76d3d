package dev.tenon.plugins.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Event;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.ListenerContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionListenerTest implements ListenerContract {
  private static final String OWN = FunctionListenerTest.class.getName();

  @TempDir Path folder;

  static void count(Event event) {
    if (event instanceof Event.EpochEnded ended) {
      String text = ended.history().epochs().size() + " epochs";
      ended.training().workDirectory().file("count.txt").write(text);
    }
  }

  static void refusing(Event event) {
    throw new UserError("no more of this");
  }

  static void failing(Event event) {
    throw new ArithmeticException("no " + event.getClass().getSimpleName());
  }

  static void checked(Event event) throws Exception {
    throw new Exception("a checked one");
  }

  static int counting(Event event) {
    return 1;
  }

  @Override
  public FunctionListener extension() {
    return FunctionListener.of(FunctionListenerTest::count);
  }

  @Override
  public Set<String> files() {
    return Set.of("count.txt");
  }

  private List<String> follow(FunctionListener listener) {
    return new Run(false, folder).follow(listener, 0.5, 0.25);
  }

  @Test
  void a_static_method_is_kept_by_its_name_and_found_again() {
    assertThat(extension()).isEqualTo(new FunctionListener(OWN, "count"));
    follow(new FunctionListener(OWN, "count"));
    assertThat(folder.resolve("count.txt")).hasContent("2 epochs");
  }

  @Test
  void a_lambda_that_captures_nothing_is_found_again_too() {
    FunctionListener lambda =
        FunctionListener.of(event -> event.training().console().line(event.getClass().getName()));
    assertThat(follow(new FunctionListener(lambda.className(), lambda.method())))
        .hasSize(4)
        .last()
        .isEqualTo("line dev.tenon.spi.Event$Ended");
  }

  @Test
  void a_lambda_that_captures_something_is_refused() {
    List<String> seen = List.of();
    assertThatThrownBy(() -> FunctionListener.of(event -> seen.size()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a listener's function must be")
        .hasMessageContaining(OWN);
  }

  @Test
  void a_method_that_is_missing_or_of_another_kind_is_named() {
    assertThatThrownBy(() -> new FunctionListener(OWN, "counts"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class " + OWN + " has no method counts(Event) for the listener");
    assertThatThrownBy(() -> new FunctionListener(OWN, "counting"))
        .hasMessageContaining("a listener's function must be static and return void");
    assertThatThrownBy(() -> new FunctionListener("com.example.Notes", "count"))
        .hasMessageContaining("no class com.example.Notes on the class path");
  }

  @Test
  void what_it_throws_ends_training_and_says_when() {
    assertThatThrownBy(() -> follow(new FunctionListener(OWN, "refusing")))
        .isInstanceOf(UserError.class)
        .hasMessage("no more of this");
    assertThatThrownBy(() -> follow(new FunctionListener(OWN, "failing")))
        .isInstanceOf(UserError.class)
        .hasMessage(OWN + ".failing failed at Started: java.lang.ArithmeticException: no Started")
        .hasCauseInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> follow(new FunctionListener(OWN, "checked")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("a checked one");
  }
}
