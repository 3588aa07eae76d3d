package dev.tenon.onnxruntime;

import dev.tenon.graph.AveragePoolGrad;
import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.MaxPoolGrad;
import java.util.List;

/**
 * What formulations are estimated to cost, in one place: the figures that decide which is written.
 *
 * <p>An estimate is a pure function of operator, shapes and target, drawn from measurements
 * (docs/performance.md). Costs of one operator's formulations are compared with one another alone,
 * so each may be in a unit that suits it.
 */
final class Costs {
  private Costs() {}

  /** In forward convolutions; on an unrolled x, runs shorter than the kernel's are slow to copy. */
  static double filterGradChannelsLast(Application<ConvFilterGrad> at) {
    return wide(at) ? 1.1 : 2.2;
  }

  /** In forward convolutions. */
  static double filterGradChannelsFirst(Application<ConvFilterGrad> at) {
    return wide(at) ? 2.2 : 1.1;
  }

  /** In forward convolutions: products of many small slices. */
  static double filterGradProducts(Application<ConvFilterGrad> at) {
    return 2.5;
  }

  private static boolean wide(Application<ConvFilterGrad> at) {
    List<Integer> kernel = at.op().window().kernel();
    return at.shape(1).dim(1) >= kernel.get(kernel.size() - 1);
  }

  /** In forward convolutions: it is one. */
  static double inputGradFlipped(Application<ConvInputGrad> at) {
    return 1;
  }

  /** In forward convolutions. */
  static double inputGradTransposed(Application<ConvInputGrad> at) {
    return 2.4;
  }

  /** In passes over x. */
  static double maxPoolGradTiles(Application<MaxPoolGrad> at) {
    return 6;
  }

  /**
   * In passes over x: a filter with a single 1 for each place of the kernel multiplies mostly 0.
   */
  static double maxPoolGradWindows(Application<MaxPoolGrad> at) {
    return 40;
  }

  /** In passes over x. */
  static double averagePoolGradTiles(Application<AveragePoolGrad> at) {
    return 1;
  }

  /** In passes over x. */
  static double averagePoolGradWindows(Application<AveragePoolGrad> at) {
    return 5;
  }
}
