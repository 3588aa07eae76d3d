package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;
import static org.apiguardian.api.API.Status.STABLE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A symbolic tensor: the result of one operator on other tensors.
 *
 * <p>Nothing is computed when a method is called; it returns a new node of the graph, whose type is
 * inferred and checked at once. Methods are named as ONNX names its operators. Two tensors are
 * equal only if they are the same node.
 */
@API(status = STABLE)
public final class Tensor implements Pointwise {
  private final Op op;
  private final List<Tensor> inputs;
  private final TensorType type;

  private Tensor(Op op, List<Tensor> inputs) {
    this.op = op;
    this.inputs = List.copyOf(inputs);
    this.type = op.infer(this.inputs.stream().map(Tensor::type).toList());
  }

  /**
   * Makes the result of an operator.
   *
   * @param op the operator
   * @param inputs its operands
   * @return the result
   * @throws ShapeException if the operands do not fit the operator
   */
  @API(status = EXPERIMENTAL)
  public static Tensor of(Op op, Tensor... inputs) {
    return new Tensor(op, List.of(inputs));
  }

  /**
   * Makes a tensor that is fed when the graph runs.
   *
   * @param name its name, unique in its graph
   * @param dataType the element type
   * @param shape the dimensions
   * @return the tensor
   */
  public static Tensor input(String name, DataType dataType, Shape shape) {
    return of(new Input(name, new TensorType(dataType, shape)));
  }

  /**
   * Makes a scalar float constant.
   *
   * @param value the value
   * @return the tensor
   */
  public static Tensor constant(double value) {
    return of(new Constant(TensorType.floats(Shape.SCALAR), List.of(value)));
  }

  /** Returns the operator that makes this tensor. */
  @API(status = EXPERIMENTAL)
  public Op op() {
    return op;
  }

  /** Returns the operator's operands. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /** Returns the element type and shape. */
  public TensorType type() {
    return type;
  }

  /** Returns the shape. */
  public Shape shape() {
    return type.shape();
  }

  /** Returns the element type. */
  public DataType dataType() {
    return type.dataType();
  }

  /**
   * Returns the matrix product of the last two dimensions; those before broadcast.
   *
   * @param other the right factor, of rank 2 or more
   * @return {@code [..., m, n]} from {@code [..., m, k]} and {@code [..., k, n]}
   */
  public Tensor matMul(Tensor other) {
    return of(new MatMul(), this, other);
  }

  /**
   * Returns this tensor with its axes permuted.
   *
   * @param permutation for each axis of the result, the axis of this tensor
   * @return the transposed tensor
   */
  public Tensor transpose(int... permutation) {
    return of(new Transpose(Arrays.stream(permutation).boxed().toList()), this);
  }

  /**
   * Returns the same elements, in the same order, in another shape.
   *
   * @param shape a shape of the same size
   * @return this tensor if it has that shape already
   */
  public Tensor reshape(Shape shape) {
    return shape.equals(shape()) ? this : of(new Reshape(shape), this);
  }

  /**
   * Returns this tensor repeated to the shape of another.
   *
   * @param other a tensor to whose shape this one broadcasts
   * @return this tensor if it has that shape already
   */
  public Tensor expandLike(Tensor other) {
    return shape().equals(other.shape()) ? this : of(new Expand(), this, other);
  }

  /**
   * Returns the sum over the axes along which this tensor's shape was repeated; the reverse of
   * broadcasting.
   *
   * @param shape a shape that broadcasts to this tensor's
   * @return the sum, in that shape
   */
  public Tensor reduceTo(Shape shape) {
    int[] axes = shape.axesRepeatedIn(shape());
    return (axes.length == 0 ? this : reduceSum(true, axes)).reshape(shape);
  }

  /**
   * Returns tensors joined along an axis.
   *
   * @param axis from 0, or from -1 backwards
   * @param parts tensors that agree in all other dimensions
   * @return the joined tensor
   */
  public static Tensor concat(int axis, List<Tensor> parts) {
    int fromFront = parts.isEmpty() ? axis : parts.get(0).shape().axis(axis);
    return of(new Concat(fromFront), parts.toArray(Tensor[]::new));
  }

  /**
   * Returns the elements from {@code start} to {@code end} (exclusive) of one axis.
   *
   * @param axis from 0, or from -1 backwards; not the batch dimension
   * @param start the first index
   * @param end one past the last index
   * @return the part
   */
  public Tensor slice(int axis, long start, long end) {
    return of(new Slice(shape().axis(axis), start, end), this);
  }

  /**
   * Returns this tensor with zeros added around one axis.
   *
   * @param axis from 0, or from -1 backwards; not the batch dimension
   * @param before zeros in front
   * @param after zeros behind
   * @return this tensor if both are 0
   */
  public Tensor pad(int axis, long before, long after) {
    return before == 0 && after == 0 ? this : of(new Pad(shape().axis(axis), before, after), this);
  }

  /**
   * Returns the slices of one axis that INT64 indices name.
   *
   * @param axis from 0, or from -1 backwards
   * @param indices indices from 0, of any shape
   * @return the shape of this tensor with the axis replaced by the shape of the indices
   */
  public Tensor gather(int axis, Tensor indices) {
    return of(new Gather(shape().axis(axis)), this, indices);
  }

  /**
   * Returns 1 at each INT64 index of a new last axis and 0 elsewhere.
   *
   * @param depth the size of the new axis
   * @return floats, one rank higher
   */
  public Tensor oneHot(long depth) {
    return of(new OneHot(depth), this);
  }

  /**
   * Returns the sum over axes.
   *
   * @param keepDims whether reduced axes stay, with size 1
   * @param axes the axes; none means all
   * @return the sum
   */
  public Tensor reduceSum(boolean keepDims, int... axes) {
    return reduce(Reduce.Kind.SUM, keepDims, axes);
  }

  /**
   * Returns the mean over axes.
   *
   * @param keepDims whether reduced axes stay, with size 1
   * @param axes the axes; none means all
   * @return the mean
   */
  public Tensor reduceMean(boolean keepDims, int... axes) {
    return reduce(Reduce.Kind.MEAN, keepDims, axes);
  }

  /**
   * Returns the maximum over axes; tied maxima share the gradient equally.
   *
   * @param keepDims whether reduced axes stay, with size 1
   * @param axes the axes; none means all
   * @return the maximum
   */
  public Tensor reduceMax(boolean keepDims, int... axes) {
    return reduce(Reduce.Kind.MAX, keepDims, axes);
  }

  private Tensor reduce(Reduce.Kind kind, boolean keepDims, int... axes) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < shape().rank(); i++) {
      all.add(i);
    }
    List<Integer> chosen =
        axes.length == 0 ? all : Arrays.stream(axes).map(shape()::axis).sorted().boxed().toList();
    return of(new Reduce(kind, chosen, keepDims), this);
  }

  /**
   * Returns the softmax {@code exp(x) / sum(exp(x))} along an axis.
   *
   * @param axis from 0, or from -1 backwards
   * @return probabilities
   */
  public Tensor softmax(int axis) {
    return of(new Softmax(shape().axis(axis)), this);
  }

  /**
   * Returns the logarithm of the softmax along an axis.
   *
   * @param axis from 0, or from -1 backwards
   * @return log-probabilities
   */
  public Tensor logSoftmax(int axis) {
    return of(new LogSoftmax(shape().axis(axis)), this);
  }

  /**
   * Returns the cross-correlation with filters, as ONNX {@code Conv}.
   *
   * @param filter {@code [K, C / groups, kernel...]}
   * @param window the kernel's size, strides, dilations and padding
   * @param groups into how many groups channels are divided
   * @return {@code [N, K, out...]} from {@code [N, C, in...]}
   */
  public Tensor conv(Tensor filter, Window window, int groups) {
    return of(new Conv(window, groups), this, filter);
  }

  /**
   * Returns the transpose of a convolution, as ONNX {@code ConvTranspose}: what a convolution of
   * the result sums up in an element of this tensor is spread from it.
   *
   * @param filter the convolution's filter, {@code [C, K / groups, kernel...]}
   * @param window the convolution's window, over the result
   * @param groups the convolution's groups
   * @param sizes the spatial sizes of the result; several may give the sizes of this tensor
   * @return {@code [N, K, sizes...]} from {@code [N, C, out...]}
   */
  public Tensor convTranspose(Tensor filter, Window window, int groups, long... sizes) {
    List<Long> all = Arrays.stream(sizes).boxed().toList();
    return of(new ConvInputGrad(window, groups, all), filter, this);
  }

  /**
   * Returns this tensor with each element repeated along the spatial axes.
   *
   * @param factors how often, one positive number an axis
   * @return {@code [N, C, in * factor...]} from {@code [N, C, in...]}
   */
  public Tensor upsample(Integer... factors) {
    return of(new Upsample(List.of(factors)), this);
  }

  /**
   * Returns the maximum of each window; tied maxima share the gradient equally.
   *
   * @param window the window's size, strides and padding; undilated
   * @return {@code [N, C, out...]} from {@code [N, C, in...]}
   */
  public Tensor maxPool(Window window) {
    return of(new MaxPool(window), this);
  }

  /**
   * Returns the mean of each window, over the elements that are not padding.
   *
   * @param window the window's size, strides and padding; undilated
   * @return {@code [N, C, out...]} from {@code [N, C, in...]}
   */
  public Tensor averagePool(Window window) {
    return of(new AveragePool(window), this);
  }

  /**
   * Returns the size of the batch that is running, a scalar float; this tensor must depend on it.
   */
  public Tensor batchSize() {
    return of(new BatchSize(), this);
  }

  /** Returns the number of elements as a scalar float, whether static or not. */
  Tensor count(List<Integer> axes) {
    long size = axes.stream().mapToLong(shape()::dim).reduce(1, Math::multiplyExact);
    return size > 0 ? constant(size) : batchSize().mul(-size);
  }

  @Override
  public String toString() {
    return op.onnxName() + shape();
  }
}
