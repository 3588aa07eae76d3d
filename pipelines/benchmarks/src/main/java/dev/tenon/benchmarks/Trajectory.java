package dev.tenon.benchmarks;

import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.training.StepGraph;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What some steps of training did on a backend.
 *
 * @param losses the loss in each step
 * @param first the variables before
 * @param last the variables afterwards
 */
record Trajectory(double[] losses, Map<String, NDArray> first, Map<String, NDArray> last) {
  /** Takes steps on batches that the workload's seed decides, from its first values. */
  static Trajectory of(Backend backend, Workload workload, int steps) {
    StepGraph graph = StepGraph.training(workload.experiment());
    Map<String, NDArray> first = graph.initialValues(workload.experiment().seed());
    Map<String, NDArray> last = new LinkedHashMap<>();
    try (Session session = backend.open(graph.graph())) {
      first.forEach(session::write);
      List<Map<String, NDArray>> feeds = feeds(workload, graph.classes(), steps);
      double[] losses =
          session.runAll(feeds).stream()
              .mapToDouble(outputs -> outputs.get(StepGraph.LOSS).floats().get(0))
              .toArray();
      first.keySet().forEach(name -> last.put(name, session.read(name)));
      return new Trajectory(losses, first, last);
    }
  }

  /** Returns what steps 1, 2, ... are fed with. */
  static List<Map<String, NDArray>> feeds(Workload workload, int classes, int steps) {
    List<Map<String, NDArray>> feeds = new ArrayList<>();
    Shape images = workload.experiment().model().input().shape();
    for (Samples batch : Samples.of(workload, classes, steps)) {
      Map<String, NDArray> feed = workload.feeds(classes);
      Shape labels = Shape.of(batch.labels().length);
      feed.put(StepGraph.IMAGE, NDArray.bytes(images.bind(batch.labels().length), batch.rows()));
      feed.put(StepGraph.LABEL, NDArray.longs(labels, batch.labels()));
      feeds.add(feed);
      feed.put(StepGraph.STEP, NDArray.longs(Shape.SCALAR, feeds.size()));
    }
    return feeds;
  }

  /** Returns the largest difference of two losses of one step, relative to those of the other. */
  double lossDifference(Trajectory other) {
    double largest = 0;
    for (int i = 0; i < losses.length; i++) {
      double difference = Math.abs(losses[i] - other.losses[i]) / Math.abs(other.losses[i]);
      largest = Math.max(largest, difference);
    }
    return largest;
  }

  /**
   * Returns by how much of what the steps changed two trajectories differ, {@code |a - b| / |b -
   * first|} in the Euclidean norm, for each variable that they changed.
   */
  Map<String, Double> changeDifferences(Trajectory other) {
    Map<String, Double> differences = new TreeMap<>();
    for (String name : last.keySet()) {
      FloatBuffer a = last.get(name).floats();
      FloatBuffer b = other.last.get(name).floats();
      FloatBuffer begin = first.get(name).floats();
      double apart = 0;
      double change = 0;
      for (int i = 0; i < a.capacity(); i++) {
        apart += square(a.get(i) - b.get(i));
        change += square(b.get(i) - begin.get(i));
      }
      if (apart != 0 || change != 0) {
        differences.put(name, Math.sqrt(apart / change));
      }
    }
    return differences;
  }

  private static double square(double x) {
    return x * x;
  }
}
