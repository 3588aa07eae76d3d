package dev.tenon.plugins.metrics;

import static dev.tenon.plugins.metrics.Outcomes.taken;

import java.util.List;

class MeanIoUTest implements MetricsTest.Share {
  @Override
  public MeanIoU extension() {
    return new MeanIoU();
  }

  @Override
  public List<Known> known() {
    return List.of(
        // The example of Keras: y_true [0, 0, 1, 1], y_pred [0, 1, 0, 1].
        Known.of(1.0 / 3, taken(new int[] {1, 1}, new int[] {1, 1})),
        // A class that does not occur does not count.
        Known.of(1.0 / 3, taken(new int[] {1, 1, 0}, new int[] {1, 1, 0}, new int[3])),
        Known.of((0.75 + 2.0 / 3) / 2, taken(new int[] {3, 1}, new int[] {0, 2})));
  }
}
