package dev.tenon.benchmarks;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tenon.graph.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime's own Java interface with a model that Tenon exported; it cannot train. */
final class OnnxRuntimePeer implements Peer {
  @Override
  public Training train(Workload workload, Map<String, NDArray> weights, int threads) {
    throw new UnsupportedOperationException("ONNX Runtime's published jars do not train");
  }

  @Override
  public Prediction predict(Workload workload, Map<String, NDArray> weights, int threads) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      byte[] model = ModelFile.of(workload, weights);
      OrtSession session = OrtEnvironment.getEnvironment().createSession(model, options);
      long[] images =
          workload.experiment().model().input().shape().bind(workload.experiment().batch()).dims();
      return new Bare(session, images);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Runnable product(int side, float[] values, int threads) {
    return new TenonPeer().product(side, values, threads);
  }

  private record Bare(OrtSession session, long[] images) implements Prediction {
    @Override
    public float[] of(Samples batch) {
      byte[] rows = batch.rows();
      ByteBuffer bytes = ByteBuffer.allocateDirect(rows.length).order(ByteOrder.nativeOrder());
      bytes.put(rows).flip();
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OnnxTensor in = OnnxTensor.createTensor(environment, bytes, images, OnnxJavaType.UINT8);
          OrtSession.Result result = session.run(Map.of(ModelFile.IMAGE, in))) {
        FloatBuffer out = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] probabilities = new float[out.remaining()];
        out.get(probabilities);
        return probabilities;
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
