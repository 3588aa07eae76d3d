package dev.tenon.graph;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Collections;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How a kernel slides over the spatial axes; each list has one entry an axis.
 *
 * <p>The output has {@code floor((in + before + after - (dilation * (kernel - 1) + 1)) / stride) +
 * 1} positions along an axis.
 *
 * @param kernel the kernel's size
 * @param strides the distance between windows
 * @param dilations the distance between the kernel's elements
 * @param padsBefore how many elements of padding lie before the first
 * @param padsAfter how many elements of padding lie after the last
 */
@API(status = STABLE)
public record Window(
    List<Integer> kernel,
    List<Integer> strides,
    List<Integer> dilations,
    List<Integer> padsBefore,
    List<Integer> padsAfter) {

  /** Checks that all lists have one rank and usable values. */
  public Window {
    kernel = positive("kernel", kernel, kernel.size());
    strides = positive("strides", strides, kernel.size());
    dilations = positive("dilations", dilations, kernel.size());
    padsBefore = notBelow(0, "pads", padsBefore, kernel.size());
    padsAfter = notBelow(0, "pads", padsAfter, kernel.size());
  }

  /**
   * Makes an undilated window that moves by one and has no padding.
   *
   * @param kernel the kernel's size, one an axis
   * @return the window
   */
  public static Window of(Integer... kernel) {
    List<Integer> ones = Collections.nCopies(kernel.length, 1);
    List<Integer> zeros = Collections.nCopies(kernel.length, 0);
    return new Window(List.of(kernel), ones, ones, zeros, zeros);
  }

  /**
   * Returns this window with other strides.
   *
   * @param strides one an axis
   * @return the window
   */
  public Window withStrides(Integer... strides) {
    return new Window(kernel, List.of(strides), dilations, padsBefore, padsAfter);
  }

  /**
   * Returns this window with other dilations.
   *
   * @param dilations one an axis
   * @return the window
   */
  public Window withDilations(Integer... dilations) {
    return new Window(kernel, strides, List.of(dilations), padsBefore, padsAfter);
  }

  /**
   * Returns this window with other padding.
   *
   * @param before padding before the first element, one an axis
   * @param after padding after the last element, one an axis
   * @return the window
   */
  public Window withPads(List<Integer> before, List<Integer> after) {
    return new Window(kernel, strides, dilations, before, after);
  }

  /**
   * Returns this window padded as TensorFlow's {@code SAME} does: {@code ceil(in / stride)}
   * outputs, with the odd element of padding behind.
   *
   * @param input {@code [N, C, in...]}
   * @return the window
   */
  public Window padSame(Shape input) {
    Integer[] before = new Integer[rank()];
    Integer[] after = new Integer[rank()];
    for (int i = 0; i < rank(); i++) {
      long in = input.dim(i + 2);
      long out = (in + strides.get(i) - 1) / strides.get(i);
      int pad = (int) Math.max(0, (out - 1) * strides.get(i) + extent(i) - in);
      before[i] = pad / 2;
      after[i] = pad - pad / 2;
    }
    return withPads(List.of(before), List.of(after));
  }

  /** Returns the number of spatial axes. */
  public int rank() {
    return kernel.size();
  }

  /**
   * Returns how many elements the dilated kernel spans.
   *
   * @param axis the spatial axis, from 0
   * @return {@code dilation * (kernel - 1) + 1}
   */
  public int extent(int axis) {
    return dilations.get(axis) * (kernel.get(axis) - 1) + 1;
  }

  /**
   * Returns the shape of the output.
   *
   * @param input {@code [N, C, in...]}
   * @param channels the number of output channels
   * @return {@code [N, channels, out...]}
   * @throws ShapeException if the rank differs or the kernel is larger than the padded input
   */
  public Shape output(Shape input, long channels) {
    if (input.rank() != rank() + 2) {
      throw new ShapeException(
          "a window over "
              + rank()
              + " axes needs an input of rank "
              + (rank() + 2)
              + ", got "
              + input);
    }
    Shape output = input.with(1, channels);
    for (int i = 0; i < rank(); i++) {
      long padded = input.dim(i + 2) + padsBefore.get(i) + padsAfter.get(i);
      if (input.dim(i + 2) < 0 || padded < extent(i)) {
        throw new ShapeException(
            "a kernel of "
                + kernel
                + " does not fit into "
                + input
                + " with padding "
                + padsBefore
                + " and "
                + padsAfter);
      }
      output = output.with(i + 2, (padded - extent(i)) / strides.get(i) + 1);
    }
    return output;
  }

  private static List<Integer> positive(String name, List<Integer> values, int rank) {
    return notBelow(1, name, values, rank);
  }

  private static List<Integer> notBelow(int least, String name, List<Integer> values, int rank) {
    if (values.size() != rank || values.stream().anyMatch(v -> v < least)) {
      throw new ShapeException(
          name + " must be " + rank + " numbers of at least " + least + ", got " + values);
    }
    return List.copyOf(values);
  }
}
