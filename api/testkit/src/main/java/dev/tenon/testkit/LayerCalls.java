package dev.tenon.testkit;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.reference.Value;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.Map;

/** The emissions of a layer for the inputs that a contract names. */
final class LayerCalls {
  static final int BATCH = 4;

  private final LayerLaws<?> contract;
  private final Law law;

  LayerCalls(LayerLaws<?> contract, Law law) {
    this.contract = contract;
    this.law = law;
    law.require(!contract.calls().isEmpty(), "the contract names no inputs to try it with");
  }

  /** What is checked of one emission, with values for a batch. */
  interface Check {
    void on(Emitted emitted, Map<String, Value> values);
  }

  List<List<TensorType>> all() {
    DataType type = contract.inputType();
    return contract.calls().stream()
        .map(shapes -> shapes.stream().map(shape -> new TensorType(type, shape)).toList())
        .toList();
  }

  Tensor apply(Scope scope, List<Tensor> inputs) {
    Layer layer = contract.extension();
    return layer instanceof Merge merge
        ? merge.apply(scope, inputs)
        : layer.apply(scope, inputs.get(0));
  }

  Emitted emit(List<TensorType> types, boolean training) {
    Emitted emitted = Emitted.of(this::apply, types, training);
    law.require(emitted.output() != null, "it returned nothing; a layer must return a tensor");
    return emitted;
  }

  Map<String, Value> values(Emitted emitted, int batch, Object name) {
    return emitted.values(contract::draw, batch, law.random(name));
  }

  void each(boolean training, int batch, Check check) {
    for (List<TensorType> types : all()) {
      String description = Emitted.describe(types, batch, training);
      law.on(description);
      Emitted emitted = emit(types, training);
      check.on(emitted, values(emitted, batch, description));
    }
  }

  void each(Check check) {
    each(true, BATCH, check);
    each(false, BATCH, check);
  }
}
