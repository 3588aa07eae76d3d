package dev.tenon.transforms;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.spi.ConfusionMatrix;
import java.util.List;

/**
 * The content of {@code evaluation.json}: {@code experiment}, {@code examples}, {@code loss}, each
 * metric by its name, and {@code classes} as the first output tells them, of which each has its
 * {@code label}, the number of {@code examples}, how many were {@code predicted}, {@code
 * precision}, {@code recall}, and in {@code taken_for} how many of its examples were taken for each
 * class. What is undefined is {@code null}.
 */
final class Evaluation {
  private static final JsonMapper JSON = new JsonMapper();

  private Evaluation() {}

  static String json(String experiment, List<String> labels, Tallies tallies) {
    ObjectNode root = JSON.createObjectNode();
    root.put("experiment", experiment);
    root.put("examples", tallies.loss().count());
    put(root, "loss", tallies.loss().value());
    tallies.metrics().forEach((name, tally) -> put(root, name, tally.value()));
    ArrayNode classes = root.putArray("classes");
    ConfusionMatrix matrix = tallies.classes();
    for (int i = 0; i < matrix.classes(); i++) {
      ObjectNode one = classes.addObject();
      one.put("label", i < labels.size() ? labels.get(i) : Integer.toString(i));
      one.put("examples", matrix.support(i));
      one.put("predicted", matrix.predicted(i));
      put(one, "precision", matrix.precision(i));
      put(one, "recall", matrix.recall(i));
      ArrayNode takenFor = one.putArray("taken_for");
      for (int j = 0; j < matrix.classes(); j++) {
        takenFor.add(matrix.count(i, j));
      }
    }
    return root.toPrettyString() + "\n";
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
