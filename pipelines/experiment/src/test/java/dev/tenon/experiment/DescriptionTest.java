package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionTest {
  @Test
  void what_the_compiler_took_along_is_found_beside_the_class() {
    Description block = Description.of(Block.class).orElseThrow();

    assertThat(block.summary())
        .isEqualTo("Layers that are used as one: what Keras calls a nested model.");
    assertThat(block.text()).startsWith(block.summary()).contains("\n\n```\nBlock.of(");
    assertThat(block.settings())
        .containsOnlyKeys("layers", "takes")
        .containsEntry("layers", "its layers, each after those whose outputs it takes");
  }

  @Test
  void a_class_whose_jar_says_nothing_has_no_description() {
    assertThat(Description.of(Parts.Rows.class)).isEmpty();
    assertThat(Description.of(String.class)).isEmpty();
  }

  /** Defines a class of its own from a folder that has a description of it. */
  private static Class<?> described(Path folder, String json) throws IOException {
    String name = Parts.Rows.class.getName();
    Path type = folder.resolve(name.replace('.', '/') + ".class");
    Files.createDirectories(type.getParent());
    try (InputStream in = Parts.class.getResourceAsStream("Parts$Rows.class")) {
      Files.write(type, in.readAllBytes());
    }
    Path said = Files.createDirectories(folder.resolve("META-INF/tenon"));
    Files.writeString(said.resolve(name + ".json"), json);
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, DescriptionTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String wanted, boolean resolve)
              throws ClassNotFoundException {
            return wanted.equals(name) ? findClass(wanted) : super.loadClass(wanted, resolve);
          }
        };
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void members_that_this_version_does_not_know_or_that_are_missing_do_no_harm(@TempDir Path folder)
      throws IOException {
    Class<?> type = described(folder, "{\"summary\": \"Rows.\", \"since\": 2}");

    Description rows = Description.of(type).orElseThrow();
    assertThat(rows.summary()).isEqualTo("Rows.");
    assertThat(rows.text()).isEmpty();
    assertThat(rows.settings()).isEmpty();
    assertThat(rows.choices()).isEmpty();
  }

  @Test
  void a_damaged_description_is_named(@TempDir Path folder) throws IOException {
    Class<?> type = described(folder, "{\"summary\": ");

    assertThatThrownBy(() -> Description.of(type))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(
            "META-INF/tenon/dev.tenon.experiment.Parts$Rows.json cannot be read",
            "build the plug-in anew");
  }
}
