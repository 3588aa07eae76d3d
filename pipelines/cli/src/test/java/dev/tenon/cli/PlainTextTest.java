package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void marks_are_taken_away_and_what_is_marked_is_kept() {
    assertThat(PlainText.of("*Deep* and **wide** `x[i] * y_z`, see [a page](https://x.org)."))
        .isEqualTo("Deep and wide x[i] * y_z, see a page (https://x.org).");
    assertThat(PlainText.of("x\\[i] \\* y\\_z \\< \\\\ $1")).isEqualTo("x[i] * y_z < \\ $1");
    assertThat(PlainText.of("``a`b``")).isEqualTo("a`b");
  }

  @Test
  void paragraphs_are_wrapped_and_code_is_indented_as_it_is() {
    assertThat(PlainText.lines("one two three\n\n```\n  a * `b`\n\nc\n```\n\nunbreakable", 8))
        .containsExactly("one two", "three", "", "      a * `b`", "", "    c", "", "unbreakable");
  }
}
