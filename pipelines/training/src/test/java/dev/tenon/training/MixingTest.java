package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Strategy;
import dev.tenon.experiment.Validation;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.plugins.augmentations.CutMix;
import dev.tenon.plugins.augmentations.MixUp;
import dev.tenon.plugins.augmentations.RandomApply;
import dev.tenon.plugins.augmentations.RandomBrightness;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Example;
import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mixtures of images and labels, from the loader to the loss. */
class MixingTest {
  @TempDir private Path folder;

  /** Takes the other image for a share that is drawn. */
  private static Mixing taking() {
    return (canvas, other, random) -> {
      canvas.replace(other);
      return random.nextDouble();
    };
  }

  @Test
  void the_other_image_is_another_records_as_its_epoch_shows_it() {
    Augmenter plain = new Augmenter(List.of(new RandomBrightness(0.3)), 5);
    Augmenter mixing = new Augmenter(List.of(new RandomBrightness(0.3), taking()), 5);
    Dataset data = Toys.data(30, 1);
    int others = 0;
    for (int index = 0; index < data.size(); index++) {
      Canvas canvas = new Canvas(data.image(index));
      Target target = mixing.apply(data, index, 4, canvas);
      Image seen = canvas.image();
      int partner =
          IntStream.range(0, data.size())
              .filter(i -> plain.apply(data.id(i), 4, data.image(i)).equals(seen))
              .findFirst()
              .orElseThrow();
      others += partner == index ? 0 : 1;
      assertThat(target.share()).isBetween(0.5f, 1f);
      assertThat(List.of(target.label(), target.other()))
          .containsExactlyInAnyOrder(data.label(index), data.label(partner));
      assertThat(mixing.apply(data.id(index), 4, data.image(index)))
          .isEqualTo(plain.apply(data.id(index), 4, data.image(index)));
    }
    assertThat(others).isGreaterThan(20);
  }

  @Test
  void the_label_of_the_larger_share_comes_first() {
    assertThat(Target.mixed(2, 5, 0.75)).isEqualTo(new Target(2, 5, 0.75f));
    assertThat(Target.mixed(2, 5, 0.25)).isEqualTo(new Target(5, 2, 0.75f));
    assertThat(Target.of(3)).isEqualTo(new Target(3, 3, 1));
  }

  @Test
  void batches_hold_both_labels_and_the_shares_whatever_the_number_of_threads() {
    Dataset data = Toys.data(20, 1);
    Augmenter augmenter = new Augmenter(List.of(new MixUp(1)), 5);
    List<List<String>> seen = new ArrayList<>();
    for (int threads : new int[] {1, 3}) {
      List<String> batches = new ArrayList<>();
      try (Loader loader = new Loader(mixed(Toys.plain(), new MixUp(1)), 8, threads)) {
        loader.each(
            data,
            IntStream.range(0, 20).toArray(),
            augmenter.in(2),
            batch -> {
              for (int i = 0; i < batch.size(); i++) {
                batches.add(
                    batch.label().longs().get(i)
                        + " "
                        + batch.mixture().get("other_label").longs().get(i)
                        + " "
                        + batch.mixture().get("label_share").floats().get(i));
              }
            });
      }
      seen.add(batches);
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Target target = augmenter.apply(data, i, 2, new Canvas(data.image(i)));
      expected.add(target.label() + " " + target.other() + " " + target.share());
    }
    assertThat(seen).containsExactly(expected, expected);
    assertThat(expected).anyMatch(text -> !text.endsWith(" 1.0"));
  }

  private static Experiment mixed(Experiment experiment, Augmentation... augmentations) {
    return experiment.withAugmentations(augmentations);
  }

  @Test
  void only_a_training_graph_of_mixtures_asks_for_shares() {
    Experiment experiment = mixed(Toys.plain(), new MixUp());
    assertThat(StepGraph.training(experiment).graph().fed())
        .extracting(Graph::nameOf)
        .containsExactly("image", "label", "other_label", "label_share", "step", "learning_rate");
    assertThat(StepGraph.evaluation(experiment).graph().fed())
        .extracting(Graph::nameOf)
        .containsExactly("image", "label");
    assertThat(StepGraph.training(Toys.plain()).graph().fed())
        .extracting(Graph::nameOf)
        .containsExactly("image", "label", "step", "learning_rate");
  }

  /** The cross-entropy of a mixed target, {@code -sum t log p}, from the step's own prediction. */
  @Test
  void the_loss_is_that_of_the_mixed_target() {
    double smoothing = 0.3;
    Experiment experiment =
        mixed(Toys.plain(), new MixUp())
            .withLoss(new CategoricalCrossEntropy().withLabelSmoothing(smoothing));
    StepGraph step = StepGraph.training(experiment);
    Dataset data = Toys.data(2, 1);
    byte[] images = new byte[2 * 36];
    for (int i = 0; i < 2; i++) {
      System.arraycopy(data.image(i).samples(), 0, images, 36 * i, 36);
    }
    try (ReferenceBackend backend = new ReferenceBackend();
        Session session = backend.open(step.graph())) {
      step.initialValues(7).forEach(session::write);
      Map<String, NDArray> outputs =
          session.run(
              Map.of(
                  "image", NDArray.bytes(Shape.of(2, 6, 6, 1), images),
                  "label", NDArray.longs(Shape.of(2), 0, 2),
                  "other_label", NDArray.longs(Shape.of(2), 1, 2),
                  "label_share", NDArray.floats(Shape.of(2), 0.75f, 0.5f),
                  "step", NDArray.longs(Shape.SCALAR, 1),
                  "learning_rate", NDArray.floats(Shape.SCALAR, 0.5f)));
      double[][] targets = {{0.75, 0.25, 0}, {0, 0, 1}};
      float[] p = outputs.get("prediction").toFloats();
      double loss = 0;
      for (int n = 0; n < 2; n++) {
        for (int k = 0; k < 3; k++) {
          double target = (1 - smoothing) * targets[n][k] + smoothing / 3;
          loss -= target * Math.log(p[3 * n + k]) / 2;
        }
      }
      assertThat((double) outputs.get("loss").toFloats()[0]).isCloseTo(loss, within(1e-6));
    }
  }

  private Trained fit(Experiment experiment, String name) {
    Path work = folder.resolve(name);
    try {
      Files.createDirectory(work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Trainer(
            experiment, "print", new ReferenceBackend(), new WorkDirectory(work), new Lines())
        .fit(Toys.data(32, 1), Optional.of(Toys.data(16, 2)));
  }

  static Stream<Strategy> strategies() {
    return Stream.of(
        new Strategy.Local(), new Strategy.Synchronous(1, 4), new Strategy.LocalSgd(2, 2));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void every_strategy_learns_from_mixtures_and_is_repeatable(Strategy strategy) {
    Experiment experiment =
        mixed(Toys.plain(), new RandomBrightness(0.1), new CutMix())
            .withEpochs(6)
            .withStrategy(strategy);
    Trained trained = fit(experiment, "one");
    assertThat(Toys.bits(fit(experiment, "two").values())).isEqualTo(Toys.bits(trained.values()));
    assertThat(
            Toys.bits(
                fit(experiment.withAugmentations(new RandomBrightness(0.1)), "plain").values()))
        .isNotEqualTo(Toys.bits(trained.values()));
    List<Double> losses =
        trained.history().epochs().stream().map(epoch -> epoch.values().get("val_loss")).toList();
    assertThat(losses.get(5)).isLessThan(0.9 * losses.get(0));
  }

  @Test
  void slices_of_a_batch_give_the_step_of_the_whole_batch() {
    Experiment experiment = mixed(Toys.plain(), new MixUp(1)).withEpochs(2);
    float[] whole = fit(experiment, "whole").values().get("dense/kernel").toFloats();
    float[] sliced =
        fit(experiment.withStrategy(new Strategy.Synchronous(2, 4)), "sliced")
            .values()
            .get("dense/kernel")
            .toFloats();
    for (int i = 0; i < whole.length; i++) {
      assertThat(sliced[i]).isCloseTo(whole[i], within(1e-5f));
    }
  }

  @Test
  void a_mixing_that_is_not_the_last_is_refused_by_validation() {
    assertThat(Validation.of(mixed(Toys.plain(), new RandomBrightness(0.1), new MixUp())).list())
        .isEmpty();
    assertThat(Validation.of(mixed(Toys.plain(), new MixUp(), new RandomBrightness(0.1))).list())
        .singleElement()
        .asString()
        .startsWith("augmentations[0]: MixUp mixes an image with another one: list it by itself");
    assertThat(Validation.of(mixed(Toys.plain(), new RandomApply(new CutMix()))).list())
        .singleElement()
        .asString()
        .startsWith("augmentations[0]: CutMix mixes");
  }

  @Test
  void images_of_two_sizes_cannot_be_mixed() {
    Dataset data =
        Dataset.of(
            List.of("a", "b"),
            List.of(
                new Example("small", new Image(1, 1, 1, new byte[1]), 0),
                new Example("wide", new Image(1, 2, 1, new byte[2]), 1)));
    Augmenter augmenter = new Augmenter(List.of(new MixUp()), 1);
    assertThatThrownBy(
            () -> {
              for (int epoch = 1; epoch < 30; epoch++) {
                augmenter.apply(data, 0, epoch, new Canvas(data.image(0)));
              }
            })
        .isInstanceOf(UserError.class)
        .hasMessage("cannot be mixed with record wide, whose image is 1x2x1");
  }
}
