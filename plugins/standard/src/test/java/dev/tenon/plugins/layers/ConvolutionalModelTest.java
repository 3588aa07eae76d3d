package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Summary;
import dev.tenon.graph.Shape;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.sources.FashionMnist;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Layers of images and of sequences in one model, whose summary people compare with Keras's. */
class ConvolutionalModelTest {
  private static Map<String, Shape> outputs(Model model) {
    FashionMnist unread = new FashionMnist(FashionMnist.Split.TEST);
    Experiment experiment =
        Experiment.named("layers")
            .withData(unread, unread)
            .withModel(model)
            .withLoss(new CategoricalCrossEntropy())
            .withOptimizer(new Adam(0.01))
            .validated();
    Map<String, Shape> outputs = new LinkedHashMap<>();
    Summary.of(experiment).rows().forEach(row -> outputs.put(row.name(), row.output()));
    return outputs;
  }

  @Test
  void images_grow_and_shrink_with_channels_last() {
    Model model =
        new Model(
            new Input(28, 28, 1),
            new ZeroPadding2D(2),
            new DepthwiseConv2D(3).withDepthMultiplier(4),
            new SeparableConv2D(8, 3).withStrides(2),
            new SpatialDropout2D(0.1),
            new Conv2DTranspose(6, 3).withStrides(2).withPadding(Padding.SAME),
            new UpSampling2D(new Size(2, 1)),
            new Cropping2D(new Margins(1, 2, 3, 0)),
            new Permute(2, 1, 3),
            new GlobalMaxPooling2D(),
            new Dense(10, new Softmax()));

    assertThat(outputs(model))
        .containsExactly(
            entry("zero_padding2d", Shape.of(-1, 32, 32, 1)),
            entry("depthwise_conv2d", Shape.of(-1, 30, 30, 4)),
            entry("separable_conv2d", Shape.of(-1, 14, 14, 8)),
            entry("spatial_dropout2d", Shape.of(-1, 14, 14, 8)),
            entry("conv2d_transpose", Shape.of(-1, 28, 28, 6)),
            entry("up_sampling2d", Shape.of(-1, 56, 28, 6)),
            entry("cropping2d", Shape.of(-1, 53, 25, 6)),
            entry("permute", Shape.of(-1, 25, 53, 6)),
            entry("global_max_pooling2d", Shape.of(-1, 6)),
            entry("dense", Shape.of(-1, 10)));
  }

  @Test
  void a_reshape_makes_sequences_of_images_whose_channels_stand_last_too() {
    Model model =
        new Model(
            new Input(28, 28, 1),
            new Reshape(28, -1),
            new Conv1D(16, 3).withPadding(SequencePadding.CAUSAL),
            new MaxPooling1D(),
            new Conv1D(8, 3),
            new AveragePooling1D(3).withPadding(Padding.SAME),
            new GlobalAveragePooling1D(true),
            new GlobalMaxPooling1D(),
            new Dense(10, new Softmax()));

    assertThat(outputs(model))
        .containsExactly(
            entry("reshape", Shape.of(-1, 28, 28)),
            entry("conv1d", Shape.of(-1, 28, 16)),
            entry("max_pooling1d", Shape.of(-1, 14, 16)),
            entry("conv1d_1", Shape.of(-1, 12, 8)),
            entry("average_pooling1d", Shape.of(-1, 4, 8)),
            entry("global_average_pooling1d", Shape.of(-1, 1, 8)),
            entry("global_max_pooling1d", Shape.of(-1, 8)),
            entry("dense", Shape.of(-1, 10)));
  }
}
