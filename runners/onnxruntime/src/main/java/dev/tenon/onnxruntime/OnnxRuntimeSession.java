package dev.tenon.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.onnxruntime.proto.ModelProto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A graph on ONNX Runtime. Not for several threads at once. */
final class OnnxRuntimeSession implements Session {
  /** How many batch sizes stay compiled: an epoch has two, its full batches and its last. */
  private static final int SIZES_KEPT = 4;

  private final NativeRuntime runtime;
  private final Target target;
  private final Lowerings lowerings;
  private final Feeds feeds;
  private final Graph compiled;
  private final List<String> fetches = new ArrayList<>();
  private final Map<String, CarriedValue> carried = new LinkedHashMap<>();
  private final Map<String, String> next = new LinkedHashMap<>();
  private final Map<Long, BoundModel> models = new LinkedHashMap<>(8, 0.75f, true);
  private final Map<Long, BoundLoop> loops = new LinkedHashMap<>(8, 0.75f, true);
  // What a run needs is kept, so that runs leave little behind for the garbage collector.
  private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> replacements = new LinkedHashMap<>();
  private final List<OnnxTensor> wrapped = new ArrayList<>();
  private boolean closed;

  OnnxRuntimeSession(NativeRuntime runtime, Target target, Lowerings lowerings, Graph graph) {
    this.runtime = runtime;
    this.target = target;
    this.lowerings = lowerings;
    this.feeds = new Feeds(graph);
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    Set<String> replaced = new LinkedHashSet<>(graph.carried().values());
    graph
        .outputs()
        .forEach(
            (name, tensor) -> {
              if (!replaced.contains(name)) {
                fetches.add(name);
                outputs.put(name, tensor);
              }
            });
    try {
      for (Tensor input : graph.inputs()) {
        String name = Graph.nameOf(input);
        String output = graph.carried().get(name);
        if (output != null) {
          boolean changes = !output.equals(name);
          carried.put(name, new CarriedValue(runtime, input.type(), changes));
          if (changes) {
            String unique = fresh(output, outputs);
            outputs.put(unique, graph.outputs().get(output));
            next.put(name, unique);
          }
        }
      }
    } catch (OrtException e) {
      close();
      throw NativeRuntime.failed("wrap the carried values", e);
    }
    compiled = new Graph(graph.inputs(), outputs);
  }

  /** One output may replace several inputs; each then gets a copy under a name of its own. */
  private static String fresh(String wish, Map<String, Tensor> taken) {
    return taken.containsKey(wish) ? fresh(wish + "'", taken) : wish;
  }

  @Override
  public Map<String, NDArray> run(Map<String, NDArray> values) {
    requireOpen();
    long batch = feeds.check(values);
    try {
      for (Map.Entry<String, NDArray> value : values.entrySet()) {
        OnnxTensor tensor = runtime.wrap(value.getValue());
        wrapped.add(tensor);
        inputs.put(value.getKey(), tensor);
      }
      for (Map.Entry<String, CarriedValue> value : carried.entrySet()) {
        inputs.put(value.getKey(), value.getValue().tensor());
      }
      for (Map.Entry<String, String> replacement : next.entrySet()) {
        replacements.put(replacement.getValue(), carried.get(replacement.getKey()).next());
      }
      Map<String, NDArray> results = model(batch).run(inputs, replacements);
      for (String name : next.keySet()) {
        carried.get(name).exchange();
      }
      return results;
    } catch (OrtException e) {
      throw NativeRuntime.failed("run the graph for a batch of " + batch, e);
    } finally {
      wrapped.forEach(OnnxTensor::close);
      wrapped.clear();
    }
  }

  @Override
  public int runsAtOnce() {
    return runtime.options().stepsAtOnce();
  }

  @Override
  public List<Map<String, NDArray>> runAll(List<Map<String, NDArray>> values) {
    if (runsAtOnce() == 1) {
      return Session.super.runAll(values);
    }
    requireOpen();
    List<Long> batches = values.stream().map(feeds::check).toList();
    List<Map<String, NDArray>> results = new ArrayList<>();
    int from = 0;
    while (from < values.size()) {
      long batch = batches.get(from);
      int to = from + 1;
      while (to < values.size() && to - from < runsAtOnce() && batches.get(to) == batch) {
        to++;
      }
      try {
        results.addAll(loop(batch).run(values.subList(from, to), carried));
      } catch (OrtException e) {
        throw NativeRuntime.failed("run the graph for batches of " + batch, e);
      }
      from = to;
    }
    return results;
  }

  private BoundModel model(long batch) throws OrtException {
    BoundModel model = models.get(batch);
    if (model == null) {
      makeRoom(models, BoundModel::close);
      model =
          new BoundModel(runtime, emitted(batch), Footprint.of(compiled, batch), fetched(batch));
      models.put(batch, model);
    }
    return model;
  }

  private BoundLoop loop(long batch) throws OrtException {
    BoundLoop loop = loops.get(batch);
    if (loop == null) {
      makeRoom(loops, BoundLoop::close);
      loop =
          new BoundLoop(
              runtime,
              emitted(batch),
              Footprint.of(compiled, batch),
              feeds.types(batch),
              fetched(batch),
              next);
      loops.put(batch, loop);
    }
    return loop;
  }

  private static <T> void makeRoom(Map<Long, T> kept, Consumer<T> close) {
    if (kept.size() == SIZES_KEPT) {
      close.accept(kept.remove(kept.keySet().iterator().next()));
    }
  }

  private ModelProto emitted(long batch) {
    return new ModelEmitter(compiled, batch, target, lowerings).emit();
  }

  private Map<String, TensorType> fetched(long batch) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    for (String name : fetches) {
      types.put(name, Feeds.bound(compiled.outputs().get(name).type(), batch));
    }
    return types;
  }

  @Override
  public void write(String input, NDArray value) {
    NDArray target = value(input).array();
    if (!target.type().equals(value.type())) {
      throw new IllegalArgumentException(
          "carried input " + input + " is " + target.type() + ", got " + value.type());
    }
    target.bytes().put(value.bytes());
  }

  @Override
  public NDArray read(String input) {
    return value(input).array().copy();
  }

  private CarriedValue value(String input) {
    requireOpen();
    CarriedValue value = carried.get(input);
    if (value == null) {
      throw new IllegalArgumentException(
          "no input named " + input + " is carried, only " + carried.keySet());
    }
    return value;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  /** Asks for no class that is not in use: where it is closed late, none can be loaded any more. */
  @Override
  public void close() {
    closed = true;
    for (BoundModel model : models.values()) {
      model.close();
    }
    models.clear();
    for (BoundLoop loop : loops.values()) {
      loop.close();
    }
    loops.clear();
    for (CarriedValue value : carried.values()) {
      value.close();
    }
    carried.clear();
  }
}
