package dev.tenon.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  private static final String SOURCE =
      """
      class Sum {
        // region outer
        int two() {
          // region inner
          return 1 + 1;
          // endregion
        }
        // endregion
      }
      """;

  @TempDir Path root;

  @BeforeEach
  void write_the_source() throws IOException {
    Files.writeString(root.resolve("Sum.java"), SOURCE);
  }

  private Page page(String... lines) {
    return new Page(root, root.resolve("page.md"), List.of(lines));
  }

  @Test
  void a_block_like_its_region_is_up_to_date() throws IOException {
    Page page = page("<!-- snippet: Sum.java#inner -->", "```java", "return 1 + 1;", "```");
    assertThat(page.staleBlocks()).isEmpty();
  }

  @Test
  void a_block_that_differs_from_its_region_is_named_with_its_line() throws IOException {
    Page page = page("", "<!-- snippet: Sum.java#inner -->", "```java", "return 2;", "```");
    assertThat(page.staleBlocks())
        .containsExactly(root.resolve("page.md") + ":4 differs from Sum.java#inner");
  }

  @Test
  void a_java_or_json_block_needs_a_source_and_a_text_block_does_not() throws IOException {
    Page page = page("```java", "int x;", "```", "```json", "{}", "```", "```text", "x", "```");
    assertThat(page.staleBlocks())
        .hasSize(2)
        .allMatch(problem -> problem.endsWith("code without a source"));
  }

  @Test
  void a_marker_without_a_block_is_a_problem() throws IOException {
    assertThat(page("<!-- snippet: Sum.java#inner -->", "", "text").staleBlocks())
        .singleElement()
        .asString()
        .contains("a marker stands alone");
  }

  @Test
  void a_region_that_does_not_exist_is_an_error() {
    Page page = page("<!-- snippet: Sum.java#other -->", "```java", "```");
    assertThatThrownBy(page::staleBlocks)
        .hasMessage("Sum.java#other needs one region that ends; it begins 0 times in the file");
  }

  @Test
  void updating_writes_regions_without_their_marks_and_keeps_the_rest() throws IOException {
    Page page =
        page("1. Add:", "   <!-- snippet: Sum.java#outer -->", "   ```java", "   x", "   ```", "z");
    assertThat(page.updated().lines())
        .containsExactly(
            "1. Add:",
            "   <!-- snippet: Sum.java#outer -->",
            "   ```java",
            "   int two() {",
            "     return 1 + 1;",
            "   }",
            "   ```",
            "z");
    assertThat(page.updated().staleBlocks()).isEmpty();
  }

  @Test
  void a_marker_without_a_region_takes_the_whole_file() throws IOException {
    Files.writeString(root.resolve("out.txt"), "one\n  two\n");
    Page page = page("<!-- snippet: out.txt -->", "```text", "```");
    assertThat(page.updated().blocks().get(0).text()).containsExactly("one", "  two");
  }

  @Test
  void dead_links_are_found_in_prose_alone() throws IOException {
    Files.createDirectory(root.resolve("docs"));
    Files.writeString(root.resolve("docs/b.md"), "# B `c` d!\n\n## B c d\n");
    Page page =
        page(
            "[good](docs/b.md) [web](https://example.org) [here](#top-one)",
            "[heading](docs/b.md#b-c-d) [second](docs/b.md#b-c-d-1) `[code](nowhere)`",
            "# Top one",
            "```text",
            "[x](nowhere)",
            "```",
            "[dead](docs/c.md) [lost](docs/b.md#e) [out](../x)");
    assertThat(page.deadLinks())
        .hasSize(3)
        .anyMatch(problem -> problem.contains("docs/c.md, which does not exist"))
        .anyMatch(problem -> problem.contains("docs/b.md#e, a heading that does not exist"))
        .anyMatch(problem -> problem.contains("../x"));
  }
}
