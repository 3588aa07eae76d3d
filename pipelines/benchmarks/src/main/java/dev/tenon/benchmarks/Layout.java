package dev.tenon.benchmarks;

import java.util.Arrays;

/** The order in which frameworks keep an array's elements. */
final class Layout {
  private Layout() {}

  /**
   * Reorders a row-major array.
   *
   * @param values the elements
   * @param dims the sizes of the array's axes
   * @param axes which of them becomes the first axis, the second and so on
   */
  static float[] permute(float[] values, int[] dims, int... axes) {
    int[] strides = new int[dims.length];
    int size = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      strides[axis] = size;
      size *= dims[axis];
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          values.length + " values do not fill " + Arrays.toString(dims));
    }
    float[] permuted = new float[size];
    int[] at = new int[dims.length];
    for (int to = 0; to < size; to++) {
      int from = 0;
      for (int i = 0; i < axes.length; i++) {
        from += at[i] * strides[axes[i]];
      }
      permuted[to] = values[from];
      for (int i = axes.length - 1; i >= 0 && ++at[i] == dims[axes[i]]; i--) {
        at[i] = 0;
      }
    }
    return permuted;
  }
}
