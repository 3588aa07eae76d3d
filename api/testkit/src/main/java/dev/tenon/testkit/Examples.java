package dev.tenon.testkit;

import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.Value;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Predictions and targets of given kinds, to try a loss with.
 *
 * @param predictions what predictions are
 * @param targets what targets are
 * @param shape the predictions' shape, of a certain batch size
 */
record Examples(PredictionKind predictions, TargetKind targets, Shape shape) {
  private static final double SURE = 20;
  private static final double LEAST = 0.1;

  @Override
  public String toString() {
    return "predictions FLOAT" + shape + " and targets " + targets;
  }

  /** Probabilities keep some distance from 0 and 1, other predictions lie between -2 and 2. */
  Value prediction(RandomGenerator random) {
    boolean probabilities = predictions == PredictionKind.PROBABILITIES;
    Value drawn =
        probabilities
            ? Draws.uniform(TensorType.floats(shape), LEAST, 1 - LEAST, random)
            : Draws.uniform(TensorType.floats(shape), -2, 2, random);
    boolean truths = targets == TargetKind.TRUTHS || targets == TargetKind.VALUES;
    return Emitted.rounded(probabilities && !truths ? distributions(drawn) : drawn);
  }

  Value target(RandomGenerator random) {
    TensorType floats = TensorType.floats(shape);
    return switch (targets) {
      case CLASSES -> classes(random);
      case DISTRIBUTIONS ->
          Emitted.rounded(distributions(Draws.uniform(floats, LEAST, 1 - LEAST, random)));
      case TRUTHS -> {
        Value drawn = Draws.uniform(floats, 0, 1, random);
        yield mapped(drawn, value -> Math.rint(value));
      }
      case VALUES -> Emitted.rounded(Draws.uniform(floats, -2, 2, random));
    };
  }

  /** What no prediction should be better than. */
  Value perfect(Value target) {
    Value wanted = targets == TargetKind.CLASSES ? oneHot(target) : target;
    if (targets == TargetKind.VALUES || predictions != PredictionKind.LOGITS) {
      return wanted;
    }
    return targets == TargetKind.DISTRIBUTIONS
        ? mapped(wanted, Math::log)
        : mapped(wanted, value -> SURE * (2 * value - 1));
  }

  /** Predictions that are as wrong, as large and as sure as they can be. */
  List<Value> extremes(double largest) {
    boolean probabilities = predictions == PredictionKind.PROBABILITIES;
    double low = probabilities ? 0 : -largest;
    double high = probabilities ? 1 : largest;
    Value first = filled(low);
    for (int i = 0; i < first.size(); i += columns()) {
      first.data()[i] = high;
    }
    return Stream.concat(
            Stream.of(first),
            probabilities && targets != TargetKind.TRUTHS
                ? Stream.of()
                : Stream.of(filled(low), filled(0), filled(high)))
        .toList();
  }

  List<Value> extremeTargets(double largest) {
    return switch (targets) {
      case CLASSES -> List.of(sameClass(0), sameClass(columns() - 1));
      case DISTRIBUTIONS -> List.of(oneHot(sameClass(0)), oneHot(sameClass(columns() - 1)));
      case TRUTHS -> List.of(filled(0), filled(1));
      case VALUES -> List.of(filled(-largest), filled(0), filled(largest));
    };
  }

  private int columns() {
    return Math.toIntExact(shape.size() / shape.dim(0));
  }

  private Value classes(RandomGenerator random) {
    int rows = Math.toIntExact(shape.dim(0));
    return Value.longs(
        Shape.of(rows), random.ints(rows, 0, columns()).mapToLong(index -> index).toArray());
  }

  private Value sameClass(int index) {
    long[] indices = new long[Math.toIntExact(shape.dim(0))];
    Arrays.fill(indices, index);
    return Value.longs(Shape.of(indices.length), indices);
  }

  private Value oneHot(Value classes) {
    Value hot = filled(0);
    for (int row = 0; row < classes.size(); row++) {
      hot.data()[row * columns() + (int) classes.data()[row]] = 1;
    }
    return hot;
  }

  private Value filled(double value) {
    double[] data = new double[Math.toIntExact(shape.size())];
    Arrays.fill(data, value);
    return Value.floats(shape, data);
  }

  private Value distributions(Value positive) {
    double[] data = positive.data().clone();
    for (int from = 0; from < data.length; from += columns()) {
      double sum = Arrays.stream(data, from, from + columns()).sum();
      for (int i = from; i < from + columns(); i++) {
        data[i] /= sum;
      }
    }
    return Value.floats(shape, data);
  }

  private static Value mapped(Value value, DoubleUnaryOperator function) {
    return new Value(value.type(), Arrays.stream(value.data()).map(function).toArray());
  }
}
