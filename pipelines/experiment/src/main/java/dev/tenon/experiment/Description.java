package dev.tenon.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an extension's author says about it, as Markdown. The compiler takes it along from the
 * record's comment, where {@code tenon-processor} is one of its processors.
 *
 * @param summary one sentence
 * @param text all of it, the summary included, a paragraph a line
 * @param settings what each component means, by its name
 * @param choices what each constant of a component means, by the component's name
 */
public record Description(
    String summary,
    String text,
    Map<String, String> settings,
    Map<String, Map<String, String>> choices) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Keeps its own copies, in order. */
  public Description {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
  }

  /**
   * Finds what the jar of an extension says about it.
   *
   * @param extension a record
   * @return its description, empty if the jar has none
   * @throws UserError if the jar has one that cannot be read
   */
  public static Optional<Description> of(Class<?> extension) {
    String file = "/META-INF/tenon/" + extension.getName() + ".json";
    try (InputStream in = extension.getResourceAsStream(file)) {
      return in == null ? Optional.empty() : Optional.of(of(MAPPER.readTree(in)));
    } catch (IOException e) {
      throw new UserError(
          file.substring(1) + " cannot be read: " + e.getMessage() + "; build the plug-in anew", e);
    }
  }

  private static Description of(JsonNode root) {
    Map<String, Map<String, String>> choices = new LinkedHashMap<>();
    root.path("choices")
        .properties()
        .forEach(choice -> choices.put(choice.getKey(), texts(choice.getValue())));
    return new Description(
        root.path("summary").asText(),
        root.path("text").asText(),
        texts(root.path("settings")),
        choices);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
    return texts;
  }
}
