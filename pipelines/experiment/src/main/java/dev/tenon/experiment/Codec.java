package dev.tenon.experiment;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.spi.Extension;
import dev.tenon.spi.UserError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * Writes experiments as JSON and reads them again, exactly.
 *
 * <p>A record is an object of its components. An extension has besides them its id as {@code
 * "type"}; its id alone stands for it where no component is required. A strategy or regularizer is
 * written in the same way. Components that are left out have the defaults that the record's
 * shortest constructor gives them (see {@link dev.tenon.spi.Extension}); what is written leaves out
 * none. Enum constants are written in lower case, an empty optional as {@code null}, numbers that
 * are not finite as texts, a map as an object whose keys are its numbers. A layer of a model may
 * have {@code "name"}, {@code "inputs"} and {@code "shares"} besides, see {@link Placement}.
 *
 * <pre>{@code
 * {
 *   "tenon": 1,
 *   "name": "scenes",
 *   "data": {"training": {"type": "fashion_mnist", "split": "train"}, ...},
 *   "model": {
 *     "input": {"height": 28, "width": 28, "channels": 1},
 *     "layers": [
 *       {"type": "conv2d", "filters": 32, "kernel": 3, "activation": "relu"},
 *       "flatten",
 *       {"type": "dense", "units": 10, "activation": "softmax"}
 *     ]
 *   },
 *   "loss": "categorical_cross_entropy",
 *   "optimizer": {"type": "adam", "learningRate": 0.001}
 * }
 * }</pre>
 */
public final class Codec {
  /** The version of the format that this class reads and writes, the value of {@code "tenon"}. */
  public static final int VERSION = 1;

  static final String TYPE = "type";
  private static final String VERSION_KEY = "tenon";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Catalog catalog;

  /**
   * Makes a codec.
   *
   * @param catalog knows the extensions by their ids
   */
  public Codec(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Writes an experiment.
   *
   * @param experiment the experiment
   * @return its JSON, always the same text for equal experiments
   * @throws UserError if a part of it has no JSON, such as an extension that is a lambda
   */
  public String write(Experiment experiment) {
    return Layout.of(tree(experiment));
  }

  /**
   * Reads an experiment; whether its parts fit one another is left to {@link Validation}.
   *
   * @param json the text
   * @param origin where the text comes from, for messages, such as a file's name
   * @return the experiment
   * @throws UserError if the text is no JSON, is of another version, or does not describe an
   *     experiment; with all that is wrong and where
   */
  public Experiment read(String json, String origin) {
    return bind(parse(json, origin), origin);
  }

  /**
   * Writes an extension by itself, as it is written where it is a part of an experiment.
   *
   * @param extension the extension
   * @return its JSON
   * @throws UserError if it has no JSON, as a lambda has none
   */
  public String write(Extension extension) {
    Writer writer = new Writer(catalog);
    JsonNode node = writer.write(extension, "");
    writer.problems().raise(extension.toString());
    return Layout.of(node);
  }

  /**
   * Reads an extension by itself.
   *
   * @param json the text
   * @param kind the interface of its kind
   * @param origin where the text comes from, for messages
   * @param <E> the interface of its kind
   * @return the extension
   * @throws UserError if the text is no JSON, or does not describe an extension of the kind
   */
  public <E extends Extension> E read(String json, Class<E> kind, String origin) {
    Reader reader = new Reader(catalog);
    var extension = reader.read(parse(json, origin), kind, "");
    reader.problems().raise(origin);
    return kind.cast(extension.orElseThrow());
  }

  /**
   * Changes components by their paths, as in {@code optimizer.learningRate} or {@code
   * model.layers[3].rate}.
   *
   * @param experiment the experiment
   * @param overrides JSON values by path, in the order in which they apply; texts need no quotes
   * @return the changed experiment
   * @throws UserError if a path leads nowhere or a value does not fit, with all that is wrong
   */
  public Experiment withOverrides(Experiment experiment, Map<String, String> overrides) {
    if (overrides.isEmpty()) {
      return experiment;
    }
    Problems problems = new Problems();
    JsonNode changed = tree(experiment);
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      changed =
          new Setting(override.getKey(), override.getValue(), MAPPER, catalog, problems)
              .apply(changed);
    }
    problems.raise("--set");
    return bind(changed, "--set");
  }

  /**
   * Returns what tells experiments apart: equal for two of them only if they differ in nothing but
   * what changes no bit of an epoch, which is the number of epochs and how many workers share the
   * slices of {@link Strategy.Synchronous}. So a run may be resumed to go on for longer, or with
   * more workers.
   *
   * @param experiment the experiment
   * @return SHA-256 of its JSON without these, in hexadecimal
   * @throws UserError if a part of it has no JSON
   */
  public String fingerprint(Experiment experiment) {
    ObjectNode tree = tree(experiment);
    tree.remove("epochs");
    if (experiment.strategy() instanceof Strategy.Synchronous
        && tree.get("strategy") instanceof ObjectNode strategy) {
      strategy.remove("workers");
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] text = tree.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(sha256.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private ObjectNode tree(Experiment experiment) {
    Writer writer = new Writer(catalog);
    ObjectNode root = JsonNodeFactory.instance.objectNode().put(VERSION_KEY, VERSION);
    writer.components(root, experiment, "");
    writer.problems().raise("experiment " + experiment.name());
    return root;
  }

  private Experiment bind(JsonNode root, String origin) {
    requireVersion(root, origin);
    Reader reader = new Reader(catalog);
    var experiment =
        reader.components(root, Experiment.class, "an experiment", Set.of(VERSION_KEY), "");
    reader.problems().raise(origin);
    return (Experiment) experiment.orElseThrow();
  }

  private static JsonNode parse(String json, String origin) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place =
          at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new UserError(origin + " is no JSON" + place + ": " + e.getOriginalMessage(), e);
    }
  }

  private static void requireVersion(JsonNode root, String origin) {
    if (!root.isObject()) {
      throw new UserError(
          origin
              + ": expected an object that describes an experiment, got "
              + Scalars.excerpt(root));
    }
    JsonNode version = root.path(VERSION_KEY);
    if (version.isMissingNode()) {
      throw new UserError(
          origin + " has no format version: it must begin with \"tenon\": " + VERSION);
    }
    if (!version.isIntegralNumber() || version.longValue() != VERSION) {
      throw new UserError(
          origin
              + " has format version "
              + Scalars.excerpt(version)
              + ", and this Tenon reads version "
              + VERSION
              + ": use the Tenon that wrote it, or describe the experiment anew");
    }
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
