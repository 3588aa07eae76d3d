package dev.tenon.onnxruntime;

import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.reference.ReferenceBackend;
import java.util.Map;

/** Training steps, compared with those of the reference. */
final class Learning {
  private Learning() {}

  /**
   * Takes steps one by one, each from the session's values, so that rounding errors do not add up,
   * and asserts that everything each of them gives and leaves is close to the reference's.
   */
  static void assertAlike(Session session, Graph graph, int batch, int steps) {
    int classes = Math.toIntExact(graph.outputs().get("prediction").shape().last());
    try (Session reference = new ReferenceBackend().open(graph)) {
      for (int step = 1; step <= steps; step++) {
        graph.carried().keySet().forEach(name -> reference.write(name, session.read(name)));
        Map<String, NDArray> feeds = Networks.feeds(graph, batch, classes, step);
        Map<String, NDArray> expected = reference.run(feeds);
        Map<String, NDArray> actual = session.run(feeds);
        expected.forEach((name, value) -> Closeness.assertClose(name, actual.get(name), value));
        for (String name : graph.carried().keySet()) {
          Closeness.assertClose(name + " after " + step, session.read(name), reference.read(name));
        }
      }
    }
  }
}
