package dev.tenon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With {@code -Dtenon.docs.update=true}, first writes the page. */
class PluginsReferenceTest {
  private static final Path FILE = PagesTest.ROOT.resolve("docs/plugins-reference.md");

  @Test
  void the_reference_is_what_the_command_prints_of_the_plugins_that_ship() throws IOException {
    Launched launched = Launched.tenonAlone(List.of("plugins", "--markdown"));
    assertThat(launched.exitCode()).as(launched.output()).isZero();
    if (Boolean.getBoolean("tenon.docs.update")) {
      Files.writeString(FILE, launched.output());
    }
    assertThat(Files.readString(FILE))
        .as("run ./mvnw -pl docs -am test -Dtenon.docs.update=true to bring it up to date")
        .isEqualToNormalizingNewlines(launched.output())
        .contains("### layer `conv2d`", "### optimizer `adam`")
        .doesNotContain("acme");
  }
}
