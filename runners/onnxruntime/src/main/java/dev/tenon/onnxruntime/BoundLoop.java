package dev.tenon.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.onnxruntime.proto.ModelProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Several runs of a graph in one native call, for one batch size, with memory for their inputs. */
final class BoundLoop implements AutoCloseable {
  private final NativeRuntime runtime;
  private final OpenModel model;
  private final Map<String, NDArray> fed = new LinkedHashMap<>();
  private final Map<String, TensorType> fetched;
  private final Map<String, String> next;

  /**
   * Opens the model of many runs.
   *
   * @param runtime where
   * @param single the model of one run
   * @param footprint how much memory its values take
   * @param fed the type of each input that is fed
   * @param fetched the type of each output that is not carried
   * @param next the output that replaces a carried input, by the input's name
   */
  BoundLoop(
      NativeRuntime runtime,
      ModelProto single,
      Footprint footprint,
      Map<String, TensorType> fed,
      Map<String, TensorType> fetched,
      Map<String, String> next)
      throws OrtException {
    this.runtime = runtime;
    this.fetched = fetched;
    this.next = next;
    int most = runtime.options().stepsAtOnce();
    fed.forEach((name, type) -> this.fed.put(name, NDArray.zeros(stacked(most, type))));
    model = new OpenModel(runtime, StepLoop.of(single, fed.keySet(), next), footprint);
  }

  /** Runs once for each map of feeds; what is carried is read and replaced in place. */
  List<Map<String, NDArray>> run(
      List<Map<String, NDArray>> feeds, Map<String, CarriedValue> carried) throws OrtException {
    int steps = feeds.size();
    Map<String, NDArray> outputs = new LinkedHashMap<>();
    fetched.forEach((name, type) -> outputs.put(name, NDArray.zeros(stacked(steps, type))));
    Map<String, OnnxTensor> own = new LinkedHashMap<>();
    Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    try {
      own.put(StepLoop.STEPS, runtime.wrap(NDArray.longs(Shape.SCALAR, steps)));
      for (Map.Entry<String, NDArray> buffer : fed.entrySet()) {
        NDArray all = filled(buffer.getValue(), buffer.getKey(), feeds);
        own.put(StepLoop.all(buffer.getKey()), runtime.wrap(all));
      }
      for (Map.Entry<String, NDArray> output : outputs.entrySet()) {
        pinned.put(StepLoop.all(output.getKey()), runtime.wrap(output.getValue()));
      }
      run(own, pinned, carried);
      return split(outputs, steps);
    } finally {
      own.values().forEach(OnnxTensor::close);
      pinned.values().forEach(OnnxTensor::close);
    }
  }

  private void run(
      Map<String, OnnxTensor> own,
      Map<String, OnnxTensor> pinned,
      Map<String, CarriedValue> carried)
      throws OrtException {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>(own);
    Map<String, OnnxTensor> outputs = new LinkedHashMap<>(pinned);
    carried.forEach(
        (name, value) -> {
          boolean changes = next.containsKey(name);
          inputs.put(changes ? StepLoop.first(name) : name, value.tensor());
          if (changes) {
            outputs.put(StepLoop.last(name), value.next());
          }
        });
    model.run(inputs, outputs);
    next.keySet().forEach(name -> carried.get(name).exchange());
  }

  /** Copies what each run is fed side by side; returns as much of the buffer as that takes. */
  private static NDArray filled(NDArray buffer, String name, List<Map<String, NDArray>> feeds) {
    Shape one = feeds.get(0).get(name).shape();
    for (int i = 0; i < feeds.size(); i++) {
      buffer.part(i * one.size(), one).bytes().put(feeds.get(i).get(name).bytes());
    }
    return buffer.part(0, stacked(feeds.size(), one));
  }

  private List<Map<String, NDArray>> split(Map<String, NDArray> outputs, int steps) {
    List<Map<String, NDArray>> results = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      Map<String, NDArray> result = new LinkedHashMap<>();
      int place = i;
      fetched.forEach(
          (name, type) ->
              result.put(name, outputs.get(name).part(place * type.shape().size(), type.shape())));
      results.add(result);
    }
    return results;
  }

  private static TensorType stacked(long steps, TensorType one) {
    return new TensorType(one.dataType(), stacked(steps, one.shape()));
  }

  private static Shape stacked(long steps, Shape one) {
    return Shape.of(LongStream.concat(LongStream.of(steps), LongStream.of(one.dims())).toArray());
  }

  @Override
  public void close() {
    model.close();
  }
}
