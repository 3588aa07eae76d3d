package dev.tenon.training;

import dev.tenon.experiment.Data;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.graph.NDArray;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.augmentations.RandomBrightness;
import dev.tenon.plugins.augmentations.RandomShift;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.optimizers.Sgd;
import dev.tenon.plugins.schedules.ReduceOnPlateau;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Image;
import dev.tenon.spi.Seeds;
import dev.tenon.spi.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Small problems to train on. */
final class Toys {
  static final int SIDE = 6;
  static final List<String> LABELS = List.of("left", "right", "none");

  private Toys() {}

  /** Data comes from memory in these tests; the experiment's own sources are never opened. */
  record Nowhere() implements Source {
    @Override
    public Examples open(DataCache cache) {
      throw new UnsupportedOperationException("no data here");
    }
  }

  /** Noisy images whose left half is bright, whose right half is, or neither. */
  static List<Example> examples(int count, long seed) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RandomGenerator random = Seeds.random(seed, i);
      int label = i % LABELS.size();
      byte[] samples = new byte[SIDE * SIDE];
      for (int p = 0; p < samples.length; p++) {
        boolean left = p % SIDE < SIDE / 2;
        boolean bright = label == 0 && left || label == 1 && !left;
        samples[p] = (byte) ((bright ? 150 : 30) + random.nextInt(60));
      }
      examples.add(new Example("r-%04d".formatted(i), new Image(SIDE, SIDE, 1, samples), label));
    }
    return examples;
  }

  static Dataset data(int count, long seed) {
    return Dataset.of(LABELS, examples(count, seed));
  }

  /** A model without state or chance. */
  static Experiment plain() {
    return Experiment.named("plain")
        .withData(new Data(new Nowhere(), new Nowhere()))
        .withModel(new Model(new Input(SIDE, SIDE, 1), new Flatten(), new Dense(3, new Softmax())))
        .withLoss(new CategoricalCrossEntropy())
        .withOptimizer(new Sgd(0.5))
        .withMetrics(new Accuracy())
        .withBatch(8)
        .withSeed(7);
  }

  /** Everything that a resumed run could get wrong. */
  static Experiment stateful() {
    return plain()
        .withName("stateful")
        .withModel(
            new Model(
                new Input(SIDE, SIDE, 1),
                new Conv2D(4, 3, new Relu()),
                new MaxPooling2D(2),
                new BatchNormalization(),
                new Flatten(),
                new Dropout(0.3),
                new Dense(3, new Softmax())))
        .withOptimizer(new Adam(0.02))
        .withAugmentations(new RandomShift(0.2, 0.2), new RandomBrightness(0.2))
        .withSchedule(new ReduceOnPlateau().withFactor(0.5).withPatience(1).withMinDelta(0.3));
  }

  /** The values' bits, so that even zeros of another sign differ. */
  static Map<String, List<Integer>> bits(Map<String, NDArray> values) {
    Map<String, List<Integer>> bits = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          List<Integer> all = new ArrayList<>();
          for (float element : value.toFloats()) {
            all.add(Float.floatToRawIntBits(element));
          }
          bits.put(name, all);
        });
    return bits;
  }
}
