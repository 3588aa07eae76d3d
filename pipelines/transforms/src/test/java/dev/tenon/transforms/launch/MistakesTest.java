package dev.tenon.transforms.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class MistakesTest {
  private final UserError mistake = new UserError("epochs must be at least 1, got 0");

  @Test
  void a_mistake_is_found_however_deep_it_is_wrapped() {
    assertThat(Mistakes.in(new IllegalStateException(new RuntimeException("outer", mistake))))
        .containsSame(mistake);
  }

  @Test
  void a_mistake_is_found_among_what_was_suppressed() {
    Exception thrown = new IOException("cannot close");
    thrown.addSuppressed(new IllegalStateException(mistake));
    assertThat(Mistakes.in(thrown)).containsSame(mistake);
  }

  @Test
  void a_defect_holds_no_mistake_and_stays_what_it_is() {
    RuntimeException first = new RuntimeException();
    RuntimeException defect = new IllegalStateException("broken", first);
    first.initCause(defect);
    assertThat(Mistakes.in(defect)).isEmpty();
    assertThat(Mistakes.unwrapped(defect)).isSameAs(defect);
  }

  @Test
  void a_mistake_that_came_as_a_text_is_one_line_again() {
    StringWriter trace = new StringWriter();
    new IllegalStateException(mistake).printStackTrace(new PrintWriter(trace));
    assertThat(Mistakes.in(new RuntimeException("Workflow failed. Causes:\n" + trace)))
        .hasValueSatisfying(found -> assertThat(found).hasMessage(mistake.getMessage()));
  }

  @Test
  void a_mistake_of_another_class_loader_is_found_by_its_name() throws Exception {
    URL[] places = {UserError.class.getProtectionDomain().getCodeSource().getLocation()};
    try (URLClassLoader other = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
      RuntimeException foreign =
          (RuntimeException)
              other
                  .loadClass(UserError.class.getName())
                  .getConstructor(String.class)
                  .newInstance(mistake.getMessage());
      assertThat(foreign).isNotInstanceOf(UserError.class);
      assertThat(Mistakes.unwrapped(new RuntimeException(foreign)))
          .isInstanceOf(UserError.class)
          .hasMessage(mistake.getMessage());
    }
  }
}
