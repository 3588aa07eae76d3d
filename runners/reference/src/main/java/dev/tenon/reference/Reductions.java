package dev.tenon.reference;

import dev.tenon.graph.Reduce;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The operators that combine elements along axes. */
final class Reductions {
  private Reductions() {}

  static Value reduce(Reduce op, Value x) {
    long[] dims = x.shape().dims();
    long[] kept = dims.clone();
    op.axes().forEach(axis -> kept[axis] = 1);
    double[] result = new double[(int) LongStream.of(kept).reduce(1, (a, b) -> a * b)];
    boolean max = op.kind() == Reduce.Kind.MAX;
    Arrays.fill(result, max ? Double.NEGATIVE_INFINITY : 0);
    Positions.forEach(
        dims,
        at -> {
          long[] target = at.clone();
          op.axes().forEach(axis -> target[axis] = 0);
          int to = Positions.offset(target, kept);
          double element = x.data()[Positions.offset(at, dims)];
          result[to] = max ? Math.max(result[to], element) : result[to] + element;
        });
    if (op.kind() == Reduce.Kind.MEAN) {
      double count = (double) x.size() / result.length;
      Arrays.setAll(result, i -> result[i] / count);
    }
    return Value.floats(op.keepDims() ? Shape.of(kept) : without(op, x.shape()), result);
  }

  private static Shape without(Reduce op, Shape shape) {
    LongStream.Builder dims = LongStream.builder();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!op.axes().contains(axis)) {
        dims.add(shape.dim(axis));
      }
    }
    return Shape.of(dims.build().toArray());
  }

  static Value softmax(Value x, int axis) {
    Value result = logSoftmax(x, axis);
    Arrays.setAll(result.data(), i -> Math.exp(result.data()[i]));
    return result;
  }

  static Value logSoftmax(Value x, int axis) {
    int outer = Positions.count(x.shape(), 0, axis);
    int size = (int) x.shape().dim(axis);
    int inner = Positions.count(x.shape(), axis + 1, x.shape().rank());
    Value result = Value.zeros(x.type());
    for (int o = 0; o < outer; o++) {
      for (int k = 0; k < inner; k++) {
        int first = o * size * inner + k;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
          largest = Math.max(largest, x.data()[first + i * inner]);
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
          sum += Math.exp(x.data()[first + i * inner] - largest);
        }
        for (int i = 0; i < size; i++) {
          int at = first + i * inner;
          result.data()[at] = x.data()[at] - largest - Math.log(sum);
        }
      }
    }
    return result;
  }

  static Value matMul(Value a, Value b) {
    int rows = (int) a.shape().dim(-2);
    int middle = (int) a.shape().last();
    int columns = (int) b.shape().last();
    Shape stacked = Positions.common(a.shape().with(-1, 1), b.shape().with(-2, 1));
    Value result = Value.zeros(TensorType.floats(stacked));
    long[] stack = Arrays.copyOf(stacked.dims(), stacked.rank() - 2);
    Positions.forEach(
        stack,
        at -> {
          int left = matrix(a.shape(), at) * rows * middle;
          int right = matrix(b.shape(), at) * middle * columns;
          int to = Positions.offset(at, stack) * rows * columns;
          for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
              double sum = 0;
              for (int k = 0; k < middle; k++) {
                sum += a.data()[left + i * middle + k] * b.data()[right + k * columns + j];
              }
              result.data()[to + i * columns + j] = sum;
            }
          }
        });
    return result;
  }

  /** Which matrix of a stack broadcasting puts at a position of the wider stack. */
  private static int matrix(Shape shape, long[] position) {
    int rank = shape.rank() - 2;
    int index = 0;
    for (int i = 0; i < rank; i++) {
      int size = (int) shape.dim(i);
      index = index * size + (size == 1 ? 0 : (int) position[position.length - rank + i]);
    }
    return index;
  }
}
