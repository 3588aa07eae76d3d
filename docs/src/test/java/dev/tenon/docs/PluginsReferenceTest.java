package dev.tenon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** With {@code -Dtenon.docs.update=true}, first writes the page. */
class PluginsReferenceTest {
  private static final Path FILE = PagesTest.ROOT.resolve("docs/plugins-reference.md");

  @Test
  void the_reference_is_what_the_command_prints_of_the_plugins_that_ship() throws IOException {
    Launched launched = Launched.tenon(List.of("plugins", "--markdown"), withoutSamples());
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

  /** The plug-in that the pages show lies in this module's own tests. */
  private static String withoutSamples() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(place -> !Path.of(place).endsWith("docs/target/test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
