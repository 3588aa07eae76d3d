package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.experiment.Description;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Extension;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the jar says about the extensions that ship, which the reference is made of. */
class DescriptionsTest {
  private static List<Class<?>> extensions() {
    List<Class<?>> extensions = new ArrayList<>();
    new StandardPlugin()
        .contribute(
            new Contributions() {
              @Override
              public <E extends Record & Extension> void add(String id, Class<E> type) {
                extensions.add(type);
              }
            });
    return extensions;
  }

  private static Description description(Class<?> extension) {
    return Description.of(extension).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("extensions")
  void a_summary_is_a_sentence_that_fits_into_a_line(Class<?> extension) {
    assertThat(description(extension).summary()).hasSizeBetween(10, 95).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("extensions")
  void an_example_shows_how_to_make_one(Class<?> extension) {
    String name = extension.getSimpleName();
    assertThat(description(extension).text())
        .containsAnyOf("new " + name + "(", name + ".of(")
        .containsAnyOf("Example: `", "```");
  }

  private static Stream<RecordComponent> components() {
    return extensions().stream().flatMap(type -> Arrays.stream(type.getRecordComponents()));
  }

  @ParameterizedTest
  @MethodSource("components")
  void every_setting_has_a_meaning(RecordComponent component) {
    assertThat(description(component.getDeclaringRecord()).settings().get(component.getName()))
        .isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("components")
  void every_setting_that_has_a_default_says_which(RecordComponent component) {
    Class<?> type = component.getDeclaringRecord();
    int required =
        Arrays.stream(type.getConstructors())
            .filter(constructor -> takesLeading(constructor, type.getRecordComponents()))
            .mapToInt(Constructor::getParameterCount)
            .min()
            .orElseThrow();
    List<String> names =
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    String meaning = description(type).settings().get(component.getName());
    assertThat(meaning.contains("by default"))
        .as(meaning)
        .isEqualTo(names.indexOf(component.getName()) >= required);
  }

  private static boolean takesLeading(Constructor<?> constructor, RecordComponent[] components) {
    Class<?>[] leading =
        Arrays.stream(components)
            .limit(constructor.getParameterCount())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return Arrays.equals(constructor.getParameterTypes(), leading);
  }

  @Test
  void constants_that_can_be_chosen_are_explained() {
    Description conv = description(dev.tenon.plugins.layers.Conv2D.class);
    assertThat(conv.choices().get("padding")).containsOnlyKeys("valid", "same");
    assertThat(conv.choices().get("padding").get("same")).startsWith("The image is padded");
  }
}
