package dev.tenon.onnxruntime;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An axis of a transposed convolution, written as a convolution.
 *
 * <p>A result at {@code i}, where {@code i + pad = stride * v + phase}, is the sum over {@code tap}
 * of {@code d[v - tap * dilation] * w[tap * stride + phase]}: each phase is a convolution of d with
 * the filter's elements that are {@code stride} apart. A kernel shorter than the stride leaves
 * phases that nothing is put to.
 *
 * @param kernel the number of the filter's elements, with zeros in place of a dilation if there is
 *     a stride
 * @param stride the stride, and the number of phases
 * @param dilation how far taps are apart
 * @param pad the padding in front of the convolution's operand
 * @param size the number of the operand's elements, which are the results here
 * @param places the number of d's elements
 */
record TransposedAxis(int kernel, int stride, int dilation, int pad, long size, long places) {

  /** Takes the axes of a window. */
  static List<TransposedAxis> of(Window window, Shape d, Shape x) {
    return IntStream.range(0, window.rank())
        .mapToObj(
            i -> {
              int stride = window.strides().get(i);
              return new TransposedAxis(
                  stride == 1 ? window.kernel().get(i) : window.extent(i),
                  stride,
                  stride == 1 ? window.dilations().get(i) : 1,
                  window.padsBefore().get(i),
                  x.dim(i + 2),
                  d.dim(i + 2));
            })
        .toList();
  }

  /** The number of phases that the filter's elements belong to. */
  int phases() {
    return Math.min(stride, kernel);
  }

  /** The number of the filter's elements in a phase, of which the last may be missing in some. */
  int taps() {
    return (kernel + stride - 1) / stride;
  }

  /** How many positions of each phase there are between the first result and the last. */
  long positions() {
    return end() - first();
  }

  /** How many zeros go before d; if negative, how many of its elements are met by no result. */
  long before() {
    return reach() - first();
  }

  /** How many zeros go behind d; if negative, how many of its elements are met by no result. */
  long after() {
    return end() - places;
  }

  /** How many elements of d lie between a phase's first tap and its last. */
  int reach() {
    return (taps() - 1) * dilation;
  }

  /** Where the first result is among the positions of all phases. */
  long offset() {
    return pad % stride;
  }

  private long first() {
    return pad / stride;
  }

  private long end() {
    return (pad + size + stride - 1) / stride;
  }
}
