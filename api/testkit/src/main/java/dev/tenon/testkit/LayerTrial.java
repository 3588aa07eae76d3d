package dev.tenon.testkit;

import dev.tenon.graph.Graph;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks what layers compute: gradients, state, chance, rows. */
final class LayerTrial {
  private final LayerLaws<?> contract;
  private final Law law;
  private final LayerCalls calls;

  LayerTrial(LayerLaws<?> contract, Law law) {
    this.contract = contract;
    this.law = law;
    this.calls = new LayerCalls(contract, law);
  }

  void requireDifferences() {
    calls.each(
        (emitted, values) ->
            GradientLaws.requireDifferences(
                law,
                emitted.output(),
                draw -> calls.values(emitted, LayerCalls.BATCH, "draw " + draw)));
  }

  void requireReached(boolean differentiable) {
    calls.each(
        true,
        LayerCalls.BATCH,
        (emitted, values) -> {
          if (differentiable) {
            GradientLaws.requireReached(law, emitted.output(), targets(emitted), values);
          } else {
            GradientLaws.requireUnreached(law, emitted.output(), emitted.differentiable(), values);
          }
        });
  }

  void requireDescent() {
    calls.each(
        true,
        LayerCalls.BATCH,
        (emitted, values) -> {
          List<Tensor> parameters = emitted.parameters();
          List<Tensor> moved = parameters.isEmpty() ? emitted.differentiable() : parameters;
          GradientLaws.requireDescent(law, emitted.output(), moved, values);
        });
  }

  void requireValuesAlike() {
    calls.each(
        (emitted, values) -> {
          Map<String, Tensor> outputs = new LinkedHashMap<>();
          outputs.put("the output", emitted.output());
          emitted.scope().updates().forEach((path, to) -> outputs.put("the next " + path, to));
          Engines.requireAlike(law, outputs, values);
        });
  }

  void requireGradientsAlike() {
    calls.each(
        true,
        LayerCalls.BATCH,
        (emitted, values) ->
            GradientLaws.requireAlike(law, emitted.output(), targets(emitted), values));
  }

  /** Requires finite values and gradients where extremes follow one another. */
  void requireFinite(double largest) {
    double[] extremes = {largest, -largest, 0, 1 / largest, -1 / largest, 1, -1};
    for (List<TensorType> types : calls.all()) {
      Emitted emitted = calls.emit(types, false);
      Map<String, Map<String, Value>> inputs = new LinkedHashMap<>();
      for (int shift = 0; shift < extremes.length; shift++) {
        int first = shift;
        Map<String, Value> values = calls.values(emitted, LayerCalls.BATCH, "extremes");
        for (Tensor input : emitted.inputs()) {
          double[] data = values.get(Graph.nameOf(input)).data();
          Arrays.setAll(data, i -> extremes[(i + first) % extremes.length]);
        }
        String description =
            Emitted.describe(types, LayerCalls.BATCH, false)
                + " of values that repeat "
                + Arrays.toString(extremes)
                + " from place "
                + shift;
        inputs.put(description, values);
      }
      GradientLaws.requireFinite(law, emitted.output(), targets(emitted), inputs);
    }
  }

  private static List<Tensor> targets(Emitted emitted) {
    return Stream.concat(emitted.differentiable().stream(), emitted.parameters().stream()).toList();
  }

  void requireSameValues() {
    calls.each(
        (emitted, values) -> {
          List<TensorType> types = emitted.inputs().stream().map(Tensor::type).toList();
          Emitted again = calls.emit(types, emitted.scope().isTraining());
          Map<String, Value> same = new HashMap<>(calls.values(again, LayerCalls.BATCH, "again"));
          same.putAll(values);
          double[] first = Engines.reference(emitted.output(), values).data();
          double[] second = Engines.reference(again.output(), same).data();
          law.require(
              Arrays.equals(first, second),
              "the output is %s, and emitted again %s",
              Arrays.toString(first),
              Arrays.toString(second));
        });
  }

  void requirePureEvaluation() {
    calls.each(
        false,
        LayerCalls.BATCH,
        (emitted, values) -> {
          law.require(!emitted.drawsAtRandom(), "evaluation draws random numbers");
          law.require(
              emitted.scope().updates().isEmpty(),
              "evaluation updates %s",
              emitted.scope().updates().keySet());
        });
  }

  void requireDeclaredTraining() {
    calls.each(
        true,
        LayerCalls.BATCH,
        (emitted, values) -> {
          requireDeclared("drawsAtRandom", contract.drawsAtRandom(), emitted.drawsAtRandom());
          boolean updates = !emitted.scope().updates().isEmpty();
          requireDeclared("updatesState", contract.updatesState(), updates);
          if (contract.drawsAtRandom()) {
            Value next = Engines.reference(emitted.output(), Emitted.atStep(values, 2));
            law.require(
                !Arrays.equals(Engines.reference(emitted.output(), values).data(), next.data()),
                "what is drawn at step 2 is what is drawn at step 1");
          }
        });
  }

  private void requireDeclared(String capability, boolean declared, boolean found) {
    law.require(
        declared == found,
        "%s() is declared to be %s, and %s was found",
        capability,
        declared,
        found);
  }

  void requireIndependentRows() {
    List<String> touched = new ArrayList<>();
    calls.each(
        false,
        LayerCalls.BATCH,
        (emitted, values) -> {
          Map<String, Value> others = new HashMap<>(values);
          Map<String, Value> drawn = calls.values(emitted, LayerCalls.BATCH, "other rows");
          for (Tensor input : emitted.inputs()) {
            String name = Graph.nameOf(input);
            others.put(
                name, Draws.withFirstRow(values.get(name), drawn.get(name), LayerCalls.BATCH));
          }
          double[] before = firstRow(Engines.reference(emitted.output(), values));
          double[] after = firstRow(Engines.reference(emitted.output(), others));
          if (!Arrays.equals(before, after)) {
            touched.add(Arrays.toString(before) + " became " + Arrays.toString(after));
          }
          law.require(
              touched.isEmpty() || contract.mixesRows(),
              "the first row %s when the others changed",
              String.join(", ", touched));
        });
    law.require(
        contract.mixesRows() != touched.isEmpty(),
        "mixesRows() is declared to be true, and no row changed with the others");
  }

  private static double[] firstRow(Value value) {
    return Arrays.copyOf(value.data(), value.size() / LayerCalls.BATCH);
  }
}
