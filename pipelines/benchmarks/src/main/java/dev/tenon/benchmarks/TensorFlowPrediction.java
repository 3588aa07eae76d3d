package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** A model that predicts as one graph of TensorFlow, its parameters frozen. */
final class TensorFlowPrediction implements Peer.Prediction {
  private final Graph graph = new Graph();
  private final Session session;
  private final TensorFlowImages images;
  private final Operand<TFloat32> probabilities;

  TensorFlowPrediction(Workload workload, Map<String, NDArray> weights, ConfigProto configuration) {
    Ops tf = Ops.create(graph);
    session = new Session(graph, configuration);
    images = new TensorFlowImages(tf, workload);
    TensorFlowEmitter emitter = new TensorFlowEmitter(tf, session, weights, false);
    probabilities =
        tf.nn.softmax(Emitter.logits(workload.experiment().model(), images.scaled(), emitter));
  }

  @Override
  public float[] of(Samples batch) {
    try (TUint8 pixels = images.tensor(batch);
        var result = session.runner().feed(images.bytes(), pixels).fetch(probabilities).run()) {
      float[] values = new float[(int) result.get(0).shape().size()];
      ((TFloat32) result.get(0)).copyTo(DataBuffers.of(values, false, false));
      return values;
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
