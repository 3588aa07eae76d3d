package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** TensorFlow Java, through graphs. */
final class TensorFlowPeer implements Peer {
  static ConfigProto configuration(int threads) {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threads)
        .setInterOpParallelismThreads(threads)
        .build();
  }

  @Override
  public Training train(Workload workload, Map<String, NDArray> weights, int threads) {
    return new TensorFlowTraining(workload, weights, configuration(threads));
  }

  @Override
  public Prediction predict(Workload workload, Map<String, NDArray> weights, int threads) {
    return new TensorFlowPrediction(workload, weights, configuration(threads));
  }

  @Override
  public Runnable product(int side, float[] values, int threads) {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    Shape square = Shape.of(side, side);
    Placeholder<TFloat32> first = tf.placeholder(TFloat32.class, Placeholder.shape(square));
    Variable<TFloat32> a = tf.variable(square, TFloat32.class);
    var assign = tf.assign(a, first);
    var product = tf.linalg.matMul(a, a);
    Session session = new Session(graph, configuration(threads));
    try (TFloat32 matrix = TFloat32.tensorOf(square, DataBuffers.of(values))) {
      session.runner().feed(first, matrix).addTarget(assign).run().close();
    }
    return () -> session.runner().addTarget(product).run().close();
  }

  @Override
  public Runnable loading(Scenes scenes, int threads) {
    return new TensorFlowLoading(scenes, configuration(threads));
  }
}
