package dev.tenon.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.spi.Kind;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A new value for one component of an experiment's JSON.
 *
 * @param path where, such as {@code model.layers[3].rate}
 * @param value JSON, or a text without quotes
 * @param mapper reads the value
 * @param catalog knows what the extensions have that may be replaced
 * @param problems takes what is wrong
 */
record Setting(String path, String value, JsonMapper mapper, Catalog catalog, Problems problems) {
  private static final String NAME = "[^.\\[\\]]+";
  private static final String INDEX = "\\[\\d{1,9}\\]";
  private static final String PART = NAME + "(?:" + INDEX + ")*";
  private static final Pattern STEP = Pattern.compile(NAME + "|" + INDEX);
  private static final Pattern PATH = Pattern.compile(PART + "(?:\\." + PART + ")*");

  /** Changes the tree, or tells why it cannot. */
  JsonNode apply(JsonNode root) {
    if (!PATH.matcher(path).matches()) {
      problems.add(path, "is no path; write one as model.layers[3].rate");
      return root;
    }
    return changed(root, STEP.matcher(path).results().map(MatchResult::group).toList(), "");
  }

  private JsonNode changed(JsonNode node, List<String> steps, String here) {
    if (steps.isEmpty()) {
      return parsed(node);
    }
    String step = steps.get(0);
    List<String> rest = steps.subList(1, steps.size());
    return step.startsWith("[")
        ? changedElement(node, step, rest, here)
        : changedMember(node, step, rest, here);
  }

  private JsonNode changedElement(JsonNode node, String step, List<String> rest, String here) {
    int index = Integer.parseInt(step.substring(1, step.length() - 1));
    if (!(node instanceof ArrayNode array)) {
      problems.add(path, here + " is no list" + existing(node));
      return node;
    }
    if (index >= array.size()) {
      problems.add(path, here + " has " + array.size() + " elements, counted from 0");
      return node;
    }
    array.set(index, changed(array.get(index), rest, here + step));
    return array;
  }

  private JsonNode changedMember(JsonNode node, String step, List<String> rest, String here) {
    // An extension written as its id alone is the same as an object of its type.
    JsonNode holder =
        node.isTextual() ? JsonNodeFactory.instance.objectNode().set(Codec.TYPE, node) : node;
    if (!(holder instanceof ObjectNode object) || !(rest.isEmpty() || object.has(step))) {
      problems.add(path, "there is no " + Codec.join(here, step) + existing(holder));
      return node;
    }
    if (step.equals(Codec.TYPE)) {
      forget(object);
    }
    JsonNode before = object.has(step) ? object.get(step) : MissingNode.getInstance();
    object.set(step, changed(before, rest, Codec.join(here, step)));
    return object;
  }

  /** Removes what an extension of another type would not have, but not what is said besides. */
  private void forget(ObjectNode extension) {
    String id = extension.path(Codec.TYPE).asText();
    for (Kind kind : Kind.values()) {
      catalog.find(kind, id).ifPresent(type -> extension.remove(Schema.of(type).names()));
    }
  }

  private static String existing(JsonNode node) {
    if (node.isArray()) {
      return "; it is a list of " + node.size() + ", counted from [0]";
    }
    if (!node.isObject()) {
      return "; there is " + Scalars.excerpt(node);
    }
    Iterable<String> names = node::fieldNames;
    return "; there are "
        + String.join(", ", StreamSupport.stream(names.spliterator(), false).toList());
  }

  private JsonNode parsed(JsonNode before) {
    JsonNode text = JsonNodeFactory.instance.textNode(value);
    try {
      JsonNode json = mapper.readTree(value);
      boolean meantAsText = before.isTextual() && (json.isNumber() || json.isBoolean());
      return meantAsText || json.isMissingNode() ? text : json;
    } catch (JsonProcessingException noJson) {
      return text;
    }
  }
}
