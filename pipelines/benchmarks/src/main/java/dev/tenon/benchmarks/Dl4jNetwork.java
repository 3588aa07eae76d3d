package dev.tenon.benchmarks;

import dev.tenon.experiment.Input;
import dev.tenon.graph.NDArray;
import dev.tenon.plugins.optimizers.Adam;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A model as Deeplearning4j's graph of layers, which both trains and predicts. */
final class Dl4jNetwork implements Peer.Training, Peer.Prediction {
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "kernel", "W",
          "bias", "b",
          "gamma", "gamma",
          "beta", "beta",
          "moving_mean", "mean",
          "moving_variance", "var");

  private final ComputationGraph network;
  private final Input input;
  private final long classes;

  Dl4jNetwork(Workload workload, Map<String, NDArray> weights) {
    input = workload.experiment().model().input();
    Adam adam = (Adam) workload.experiment().optimizer();
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .updater(updater(adam))
            .graphBuilder()
            .addInputs("image")
            .setInputTypes(
                InputType.convolutional(input.height(), input.width(), input.channels()));
    String logits =
        Emitter.logits(workload.experiment().model(), "image", new Dl4jEmitter(graph, weights));
    LossLayer loss =
        new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build();
    network = new ComputationGraph(graph.addLayer("loss", loss, logits).setOutputs("loss").build());
    network.init();
    weights.forEach(this::set);
    classes = network.layerSize(logits);
  }

  private static org.nd4j.linalg.learning.config.Adam updater(Adam adam) {
    return new org.nd4j.linalg.learning.config.Adam(
        adam.learningRate(), adam.beta1(), adam.beta2(), adam.epsilon());
  }

  private void set(String path, NDArray value) {
    if (path.startsWith("adam/")) {
      return;
    }
    int slash = path.lastIndexOf('/');
    INDArray parameter =
        network
            .getLayer(path.substring(0, slash))
            .getParam(PARAMETERS.get(path.substring(slash + 1)));
    parameter.assign(Nd4j.create(value.toFloats(), parameter.shape(), 'c'));
  }

  private INDArray images(Samples batch) {
    byte[] bytes = batch.planes();
    float[] pixels = new float[bytes.length];
    float scale = (float) input.scale();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (bytes[i] & 0xFF) * scale;
    }
    int images = batch.labels().length;
    return Nd4j.create(pixels, images, input.channels(), input.height(), input.width());
  }

  @Override
  public float step(Samples batch) {
    INDArray labels = Nd4j.zeros(batch.labels().length, classes);
    for (int i = 0; i < batch.labels().length; i++) {
      labels.putScalar(i, batch.labels()[i], 1);
    }
    network.fit(new INDArray[] {images(batch)}, new INDArray[] {labels});
    return (float) network.score();
  }

  @Override
  public float[] of(Samples batch) {
    return network.outputSingle(images(batch)).ravel().toFloatVector();
  }

  @Override
  public void close() {
    network.close();
  }
}
