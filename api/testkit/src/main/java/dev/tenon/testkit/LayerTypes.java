package dev.tenon.testkit;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.Value;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Checks which types layers take and give, and which variables they have. */
final class LayerTypes {
  private static final int[] BATCHES = {1, 2, 5};
  private static final int MOST_RANKS = 5;
  private static final int SIZE = 3;

  private final LayerLaws<?> contract;
  private final Law law;
  private final LayerCalls calls;

  LayerTypes(LayerLaws<?> contract, Law law) {
    this.contract = contract;
    this.law = law;
    this.calls = new LayerCalls(contract, law);
  }

  void requireInferredTypes() {
    for (List<TensorType> types : calls.all()) {
      law.on(Emitted.describe(types, LayerCalls.BATCH, true));
      TensorType trained = calls.emit(types, true).output().type();
      TensorType evaluated = calls.emit(types, false).output().type();
      law.require(
          trained.equals(evaluated),
          "the output is %s in training and %s in evaluation",
          trained,
          evaluated);
      law.require(
          trained.shape().rank() > 0 && trained.shape().dim(0) == Shape.BATCH,
          "the output is %s, which has not a row for each example; it must be [N, ...]",
          trained);
    }
    for (int batch : BATCHES) {
      calls.each(true, batch, (emitted, values) -> requireExecuted(emitted, values, batch));
      calls.each(false, batch, (emitted, values) -> requireExecuted(emitted, values, batch));
    }
  }

  void requireKeptTypes() {
    for (List<TensorType> types : calls.all()) {
      law.on(Emitted.describe(types, LayerCalls.BATCH, false));
      TensorType output = calls.emit(types, false).output().type();
      law.require(output.equals(types.get(0)), "%s became %s; it must stay", types.get(0), output);
    }
  }

  private void requireExecuted(Emitted emitted, Map<String, Value> values, int batch) {
    Tensor y = emitted.output();
    TensorType inferred = new TensorType(y.dataType(), y.shape().bind(batch));
    List<Value> results =
        List.of(Engines.reference(y, values), Engines.onnxRuntime(Map.of("y", y), values).get("y"));
    for (Value result : results) {
      law.require(
          result.type().equals(inferred), "%s was inferred, %s came out", inferred, result.type());
    }
  }

  void requireSameVariables() {
    for (List<TensorType> types : calls.all()) {
      law.on(Emitted.describe(types, LayerCalls.BATCH, true));
      List<String> first = calls.emit(types, true).variables();
      List<String> second = calls.emit(types, true).variables();
      law.require(first.equals(second), "it has %s, and emitted again %s", first, second);
      List<String> evaluated = calls.emit(types, false).variables();
      law.require(
          first.containsAll(evaluated),
          "it has %s in training, and needs %s in evaluation",
          first,
          evaluated);
    }
  }

  void requireStaticVariables() {
    for (List<TensorType> types : calls.all()) {
      law.on(Emitted.describe(types, LayerCalls.BATCH, true));
      Emitted emitted = calls.emit(types, true);
      emitted
          .scope()
          .variables()
          .forEach(
              variable ->
                  law.require(
                      variable.tensor().shape().isStatic(),
                      "%s has the shape %s",
                      variable.path(),
                      variable.tensor().shape()));
    }
  }

  void requireRefusals() {
    for (Refusal refusal : contract.refusals()) {
      law.on(refusal.inputs());
      try {
        Tensor output = Emitted.of(calls::apply, refusal.inputs(), true).output();
        throw law.broken("it made " + output.type() + " of them", null);
      } catch (ShapeException refused) {
        law.require(
            refused.getMessage().contains(refusal.because()),
            "it says \"%s\", and is declared to say \"%s\"",
            refused.getMessage(),
            refusal.because());
      }
    }
  }

  void requireTakenOrRefused() {
    int inputs = contract.calls().get(0).size();
    for (int rank = 0; rank <= MOST_RANKS; rank++) {
      for (DataType type : DataType.values()) {
        TensorType tried = new TensorType(type, shape(rank));
        law.on(tried);
        try {
          Emitted.of(calls::apply, Collections.nCopies(inputs, tried), false);
        } catch (ShapeException refused) {
          law.require(!refused.getMessage().isBlank(), "it is refused without a reason");
        }
      }
    }
  }

  private static Shape shape(int rank) {
    long[] dims = new long[rank];
    Arrays.fill(dims, SIZE);
    if (rank > 0) {
      dims[0] = Shape.BATCH;
    }
    return Shape.of(dims);
  }
}
