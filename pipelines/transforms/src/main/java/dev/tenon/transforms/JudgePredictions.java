package dev.tenon.transforms;

import dev.tenon.assembly.Options;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.Device;
import dev.tenon.predict.Prediction;
import dev.tenon.spi.Example;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;

/** Compares predictions with the examples' labels: computes the loss of each. */
final class JudgePredictions extends DoFn<Prediction<Example>, Outcome> {
  private static final long serialVersionUID = 1L;

  private final Blueprint blueprint;
  private final String model;
  private transient Session loss;
  private transient NDArray prediction;
  private transient NDArray label;

  JudgePredictions(Blueprint blueprint, String model) {
    this.blueprint = blueprint;
    this.model = model;
  }

  /**
   * Judges a prediction.
   *
   * @param predicted the prediction of an example
   * @param out takes the outcome
   */
  @ProcessElement
  public void process(@Element Prediction<Example> predicted, OutputReceiver<Outcome> out) {
    float[] probabilities = predicted.probabilities();
    int expected = predicted.input().label();
    if (expected < 0 || expected >= probabilities.length) {
      throw new UserError(
          "record "
              + predicted.input().id()
              + " has the label "
              + expected
              + ", but the model "
              + model
              + " tells "
              + probabilities.length
              + " classes apart");
    }
    open(probabilities.length);
    prediction.floats().put(probabilities);
    label.longs().put(expected);
    float[] losses =
        loss.run(Map.of("prediction", prediction, "label", label)).get("loss").toFloats();
    double weight = blueprint.read().sampleWeights() ? predicted.input().weight() : 1;
    out.output(new Outcome(probabilities, expected, weight * losses[0]));
  }

  /** Opens the loss when there is something to judge: how many classes there are shows then. */
  private void open(int classes) {
    if (loss == null) {
      Tensor probabilities = Tensor.input("prediction", DataType.FLOAT, Shape.of(1, classes));
      Tensor index = Tensor.input("label", DataType.INT64, Shape.of(1));
      prediction = NDArray.zeros(probabilities.type());
      label = NDArray.zeros(index.type());
      Tensor losses = blueprint.read().loss().apply(probabilities, index);
      // So small a graph would only wait for other threads, and they for it.
      Options alone = blueprint.options().withDevice(Device.CPU).withThreads(1);
      loss =
          Workshop.tenon(alone)
              .backend()
              .open(new Graph(List.of(probabilities, index), Map.of("loss", losses)));
    }
  }

  /** Closes the loss. */
  @Teardown
  public void close() {
    if (loss != null) {
      loss.close();
    }
  }
}
