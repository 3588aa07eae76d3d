package dev.tenon.testkit;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks the laws of losses. */
final class LossTrial {
  private static final int BATCH = 4;
  private static final int DRAWS = 5;
  private static final double ROUNDING = 1e-6;

  /** How far predictions lie from the perfect one, on the way to any other. */
  private static final double[] SHARES = {1, 0.1, 0.01};

  private static final String PREDICTION = "prediction";
  private static final String TARGET = "target";

  private final LossContract contract;
  private final Law law;

  LossTrial(LossContract contract, Law law) {
    this.contract = contract;
    this.law = law;
    law.require(!contract.targets().isEmpty(), "the contract names no kind of target");
  }

  /** What is checked of a loss for one kind of target. */
  private interface Check {
    void on(Examples examples, Tensor prediction, Tensor loss);
  }

  private void each(Check check) {
    for (Shape shape : contract.inputs()) {
      for (TargetKind kind : new TreeSet<>(contract.targets())) {
        Examples examples = new Examples(contract.predictions(), kind, shape.bind(BATCH));
        law.on(examples);
        Tensor prediction = Tensor.input(PREDICTION, DataType.FLOAT, shape);
        TensorType type = targetType(kind, shape);
        Tensor target = Tensor.input(TARGET, type.dataType(), type.shape());
        Tensor loss = contract.extension().apply(prediction, target);
        law.require(loss != null, "it returned nothing; a loss must return a tensor");
        check.on(examples, prediction, loss);
      }
    }
  }

  static TensorType targetType(TargetKind kind, Shape prediction) {
    return kind == TargetKind.CLASSES
        ? new TensorType(DataType.INT64, Shape.of(prediction.dim(0)))
        : TensorType.floats(prediction);
  }

  private static Map<String, Value> values(Value prediction, Value target) {
    return new HashMap<>(Map.of(PREDICTION, prediction, TARGET, target));
  }

  private Map<String, Value> drawn(Examples examples, Object name) {
    Value target = examples.target(law.random(name, TARGET));
    return values(examples.prediction(law.random(name, PREDICTION)), target);
  }

  void requireOneNumberEach() {
    TensorType each = TensorType.floats(Shape.of(Shape.BATCH));
    each(
        (examples, prediction, loss) -> {
          law.require(loss.type().equals(each), "it gives %s, not %s", loss.type(), each);
          Engines.reference(loss, drawn(examples, "values"));
        });
  }

  void requireDifferences() {
    each(
        (examples, prediction, loss) ->
            GradientLaws.requireDifferences(law, loss, draw -> drawn(examples, draw)));
  }

  void requireReached() {
    each(
        (examples, prediction, loss) ->
            GradientLaws.requireReached(law, loss, List.of(prediction), drawn(examples, "values")));
  }

  void requireAlike() {
    each(
        (examples, prediction, loss) -> {
          Map<String, Value> values = drawn(examples, "values");
          Engines.requireAlike(law, Map.of("the loss", loss), values);
          GradientLaws.requireAlike(law, loss, List.of(prediction), values);
        });
  }

  void requireIndependentRows() {
    each(
        (examples, prediction, loss) -> {
          Map<String, Value> values = drawn(examples, "values");
          Map<String, Value> others = drawn(examples, "others");
          others.replaceAll((name, other) -> Draws.withFirstRow(values.get(name), other, BATCH));
          double before = Engines.reference(loss, values).data()[0];
          double after = Engines.reference(loss, others).data()[0];
          law.require(
              before == after,
              "the loss of the first example was %s, and %s when the others changed",
              before,
              after);
        });
  }

  void requireFinite() {
    each(
        (examples, prediction, loss) -> {
          Map<String, Map<String, Value>> inputs = new LinkedHashMap<>();
          for (Value extreme : examples.extremes(contract.largestInput())) {
            for (Value target : examples.extremeTargets(contract.largestInput())) {
              inputs.put(
                  examples + ": predictions " + extreme + ", targets " + target,
                  values(extreme, target));
            }
          }
          GradientLaws.requireFinite(law, loss, List.of(prediction), inputs);
        });
  }

  void requireLeast() {
    each(
        (examples, prediction, loss) -> {
          for (int draw = 0; draw < DRAWS; draw++) {
            Value target = examples.target(law.random(draw, TARGET));
            Value perfect = examples.perfect(target);
            Value other = examples.prediction(law.random(draw, PREDICTION));
            double[] least = Engines.reference(loss, values(perfect, target)).data();
            for (double share : SHARES) {
              Value worse = Draws.between(perfect, other, share);
              requireLess(least, Engines.reference(loss, values(worse, target)).data(), worse);
            }
          }
        });
  }

  private void requireLess(double[] least, double[] more, Value worse) {
    for (int row = 0; row < BATCH; row++) {
      law.require(
          least[row] <= more[row] + ROUNDING,
          "row %d costs %s where the prediction is perfect, and %s where it is that of %s",
          row,
          least[row],
          more[row],
          worse);
    }
  }

  void requireRefusedTargets() {
    for (Shape shape : contract.inputs()) {
      for (TensorType type : misfits(shape)) {
        law.on("predictions " + TensorType.floats(shape) + " and targets " + type);
        requireRefused(List.of(TensorType.floats(shape), type), type.shape().toString());
      }
    }
  }

  /** Types of targets that no declared kind has, some of which would broadcast. */
  private Set<TensorType> misfits(Shape prediction) {
    Set<TensorType> types = new LinkedHashSet<>();
    for (TargetKind kind : TargetKind.values()) {
      types.add(targetType(kind, prediction));
    }
    int last = prediction.rank() - 1;
    types.add(TensorType.floats(Shape.of(prediction.dim(0))));
    types.add(new TensorType(DataType.UINT8, prediction));
    if (last > 0) {
      types.add(TensorType.floats(prediction.with(last, prediction.last() + 1)));
      types.add(TensorType.floats(prediction.with(last, 1)));
    }
    contract.targets().forEach(kind -> types.remove(targetType(kind, prediction)));
    return types;
  }

  void requireRefusals() {
    for (Refusal refusal : contract.refusals()) {
      law.on(refusal.inputs());
      requireRefused(refusal.inputs(), refusal.because());
    }
  }

  private void requireRefused(List<TensorType> types, String because) {
    TensorType first = types.get(0);
    TensorType second = types.get(1);
    try {
      Tensor made =
          contract
              .extension()
              .apply(
                  Tensor.input(PREDICTION, first.dataType(), first.shape()),
                  Tensor.input(TARGET, second.dataType(), second.shape()));
      throw law.broken("it made " + made.type() + " of them", null);
    } catch (ShapeException refused) {
      law.require(
          refused.getMessage().contains(because),
          "it says \"%s\", and must say \"%s\"",
          refused.getMessage(),
          because);
    }
  }
}
