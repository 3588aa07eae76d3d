package dev.tenon.transforms;

import dev.tenon.assembly.Options;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An exported model and the loss to judge it by, opened once in a JVM for all DoFns that use them,
 * and closed when the last of these is.
 */
final class SharedModel implements AutoCloseable {
  private static final Map<Key, SharedModel> OPEN = new HashMap<>();

  private final Key key;
  private final OnnxModel model;
  private final Session loss;
  private int users;

  /** What tells models apart. */
  private record Key(Blueprint blueprint, String path) {}

  private SharedModel(Key key) {
    this.key = key;
    model = OnnxModel.open(Locations.file(key.path), key.blueprint.options().runtime());
    try {
      // So small a graph would only wait for other threads, and they for it.
      Options alone = key.blueprint.options().withDevice(Device.CPU).withThreads(1);
      loss = Workshop.tenon(alone).backend().open(loss(key.blueprint, model.classes()));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Opens a model, or takes part in one that is open. */
  static SharedModel open(Blueprint blueprint, String path) {
    synchronized (OPEN) {
      SharedModel shared = OPEN.computeIfAbsent(new Key(blueprint, path), SharedModel::new);
      shared.users++;
      return shared;
    }
  }

  private static Graph loss(Blueprint blueprint, int classes) {
    Tensor prediction = Tensor.input("prediction", DataType.FLOAT, Shape.of(Shape.BATCH, classes));
    Tensor label = Tensor.input("label", DataType.INT64, Shape.of(Shape.BATCH));
    Tensor losses = blueprint.read().loss().apply(prediction, label);
    return new Graph(List.of(prediction, label), Map.of("loss", losses));
  }

  OnnxModel model() {
    return model;
  }

  /** Returns the loss of each prediction; a session serves one caller at a time. */
  float[] losses(NDArray prediction, NDArray label) {
    synchronized (loss) {
      return loss.run(Map.of("prediction", prediction, "label", label)).get("loss").toFloats();
    }
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(key);
        loss.close();
        model.close();
      }
    }
  }
}
