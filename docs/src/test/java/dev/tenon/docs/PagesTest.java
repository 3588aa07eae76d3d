package dev.tenon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code -Dtenon.docs.update=true}, first rewrites the blocks as their sources have them. */
class PagesTest {
  /** Tests run in the module's folder. */
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  static List<Page> pages() throws IOException {
    return Page.all(ROOT);
  }

  @BeforeAll
  static void update_if_asked() throws IOException {
    if (Boolean.getBoolean("tenon.docs.update")) {
      for (Page page : pages()) {
        Page updated = page.updated();
        if (!updated.equals(page)) {
          Files.writeString(page.file(), String.join("\n", updated.lines()) + "\n");
        }
      }
    }
  }

  @Test
  void all_pages_are_found() throws IOException {
    assertThat(pages())
        .extracting(Page::toString)
        .contains("README.md", "CHANGELOG.md", "docs/tutorial.md", "docs/adr/README.md")
        .contains("plugins/sample/README.md");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void code_is_as_its_source_has_it(Page page) throws IOException {
    assertThat(page.staleBlocks())
        .as("run ./mvnw -pl docs -am test -Dtenon.docs.update=true to bring pages up to date")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_lead_somewhere(Page page) throws IOException {
    assertThat(page.deadLinks()).isEmpty();
  }

  @Test
  void every_decision_is_in_the_index() throws IOException {
    String index = Files.readString(ROOT.resolve("docs/adr/README.md"));
    List<String> decisions =
        pages().stream()
            .map(Page::toString)
            .filter(name -> name.matches("docs/adr/\\d{4}-.*"))
            .map(name -> name.substring("docs/adr/".length()))
            .toList();
    assertThat(decisions).hasSizeGreaterThan(5).allMatch(name -> index.contains("(" + name + ")"));
  }
}
