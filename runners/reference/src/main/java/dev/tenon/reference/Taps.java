package dev.tenon.reference;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.Arrays;

/** Which elements a sliding window joins, along all spatial axes together. */
final class Taps {
  /** Takes row-major offsets within one output map, one input map and the kernel. */
  @FunctionalInterface
  interface Tap {
    void visit(int output, int input, int kernel);
  }

  private final Window window;
  private final long[] input;
  private final long[] output;

  /**
   * Prepares a window over an input.
   *
   * @param window the window
   * @param x the input's static shape {@code [N, C, in...]}
   */
  Taps(Window window, Shape x) {
    this.window = window;
    this.input = Arrays.copyOfRange(x.dims(), 2, x.rank());
    this.output = new long[input.length];
    for (int i = 0; i < input.length; i++) {
      long padded = input[i] + window.padsBefore().get(i) + window.padsAfter().get(i);
      long span = window.dilations().get(i) * (window.kernel().get(i) - 1L) + 1;
      output[i] = Math.floorDiv(padded - span, (long) window.strides().get(i)) + 1;
    }
  }

  /** Returns {@code [N, channels, out...]}. */
  Shape outputShape(Shape x, long channels) {
    long[] dims = x.dims();
    dims[1] = channels;
    System.arraycopy(output, 0, dims, 2, output.length);
    return Shape.of(dims);
  }

  /** Returns the number of elements in one map of the input. */
  int inputSize() {
    return size(input);
  }

  /** Returns the number of elements in one map of the output. */
  int outputSize() {
    return size(output);
  }

  private static int size(long[] dims) {
    return Math.toIntExact(Arrays.stream(dims).reduce(1, (a, b) -> a * b));
  }

  /** Visits every element of every window that is not padding, window after window. */
  void forEach(Tap tap) {
    long[] kernel = window.kernel().stream().mapToLong(k -> k).toArray();
    long[] at = new long[input.length];
    Positions.forEach(
        output,
        o ->
            Positions.forEach(
                kernel,
                k -> {
                  if (locate(o, k, at)) {
                    tap.visit(
                        Positions.offset(o, output),
                        Positions.offset(at, input),
                        Positions.offset(k, kernel));
                  }
                }));
  }

  /** Finds {@code at = o * stride + k * dilation - pad}; tells whether it lies in the input. */
  private boolean locate(long[] o, long[] k, long[] at) {
    boolean inside = true;
    for (int i = 0; i < at.length; i++) {
      at[i] =
          o[i] * window.strides().get(i)
              + k[i] * window.dilations().get(i)
              - window.padsBefore().get(i);
      inside &= at[i] >= 0 && at[i] < input[i];
    }
    return inside;
  }
}
