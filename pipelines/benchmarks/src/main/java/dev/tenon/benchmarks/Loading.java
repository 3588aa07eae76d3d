package dev.tenon.benchmarks;

import dev.tenon.experiment.Input;
import dev.tenon.plugins.augmentations.RandomBrightness;
import dev.tenon.plugins.augmentations.RandomContrast;
import dev.tenon.plugins.augmentations.RandomCrop;
import dev.tenon.plugins.augmentations.RandomFlip;
import dev.tenon.plugins.augmentations.RandomRotation;
import dev.tenon.plugins.augmentations.RandomShift;
import dev.tenon.plugins.augmentations.RandomZoom;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.training.Augmenter;
import dev.tenon.training.Dataset;
import dev.tenon.training.Loader;
import dev.tenon.training.Shuffle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Prints how many images a second are augmented, and how many records a second are loaded. */
public final class Loading {
  /** The augmentations of the tutorial. */
  static final List<Augmentation> TUTORIAL =
      List.of(
          new RandomFlip(), new RandomRotation(10), new RandomShift(0.1, 0.1), new RandomZoom(0.1));

  private static final Input SCENES = new Input(150, 150, 3);
  private static final int RECORDS = 2_048;
  private static final int BATCH = 32;
  private static final int IMAGES = 64;
  private static final int ROUNDS = 15;
  private static final int WARM_UP = 30;
  private static final int WARM_UP_PASSES = 3;

  private Loading() {}

  /**
   * Measures and prints.
   *
   * @param args {@code augmentations} or {@code loader} for one of the two tables, {@code training}
   *     for what loading costs a training step; or {@code records <threads>}, which prints
   *     {@code @} and records a second alone. All three tables by default
   * @throws IOException if the temporary folder cannot be written
   */
  public static void main(String[] args) throws IOException {
    List<String> parts =
        args.length == 0 ? List.of("augmentations", "loader", "training") : List.of(args);
    switch (parts.get(0)) {
      case "records" -> {
        try (Records records = new Records(SCENES, RECORDS)) {
          Times epochs = epochs(records, TUTORIAL, Integer.parseInt(parts.get(1)));
          System.out.println("@ " + RECORDS / epochs.median() * 1000);
        }
      }
      default -> {
        System.out.println(Machine.description());
        if (parts.contains("augmentations")) {
          augmentations();
        }
        if (parts.contains("loader")) {
          loader();
        }
        if (parts.contains("training")) {
          TrainingOverhead.print();
        }
      }
    }
  }

  private static Map<String, List<Augmentation>> pipelines(int side) {
    Map<String, List<Augmentation>> pipelines = new LinkedHashMap<>();
    for (Augmentation single :
        List.of(
            new RandomFlip(RandomFlip.Mode.HORIZONTAL),
            new RandomFlip(RandomFlip.Mode.VERTICAL),
            new RandomCrop(side, side, side / 8),
            new RandomRotation(10),
            new RandomShift(0.1, 0.1),
            new RandomZoom(0.1),
            new RandomBrightness(0.2),
            new RandomContrast(0.2))) {
      pipelines.put(single.toString(), List.of(single));
    }
    pipelines.put("the tutorial's four", TUTORIAL);
    List<Augmentation> all = new ArrayList<>(TUTORIAL);
    all.add(new RandomBrightness(0.2));
    all.add(new RandomContrast(0.2));
    pipelines.put("these, brightness and contrast", all);
    return pipelines;
  }

  private static void augmentations() {
    System.out.printf("%n| augmentations, one thread | size | us an image | images/s |%n");
    System.out.println("|---|---|---|---|");
    for (int side : new int[] {150, 224}) {
      Map<String, List<Augmentation>> pipelines = pipelines(side);
      Map<String, double[]> millis = new LinkedHashMap<>();
      List<Image> images = images(side);
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        for (String name : pipelines.keySet()) {
          double[] all = millis.computeIfAbsent(name, unused -> new double[ROUNDS]);
          all[Math.max(0, round)] = augmented(images, pipelines.get(name), round);
        }
      }
      millis.forEach(
          (name, all) -> {
            double micros = new Times(all).median() * 1000 / images.size();
            System.out.printf(
                "| %s | %dx%dx3 | %.1f | %.0f |%n", name, side, side, micros, 1e6 / micros);
          });
    }
  }

  /** Augments all images, as a loader does, and returns the milliseconds it took. */
  private static double augmented(List<Image> images, List<Augmentation> augmentations, int epoch) {
    Augmenter augmenter = new Augmenter(augmentations, 1);
    Canvas canvas = new Canvas();
    ByteBuffer batch = ByteBuffer.allocateDirect(images.get(0).samples().length);
    long start = System.nanoTime();
    for (int i = 0; i < images.size(); i++) {
      canvas.begin(images.get(i));
      augmenter.apply("train-%06d".formatted(i), epoch, canvas);
      canvas.copyTo(batch, 0);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static List<Image> images(int side) {
    SplittableRandom random = new SplittableRandom(side);
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      byte[] samples = new byte[side * side * 3];
      random.nextBytes(samples);
      images.add(new Image(side, side, 3, samples));
    }
    return images;
  }

  private static void loader() throws IOException {
    System.out.printf(
        "%n| loader, batches of %d of %dx%dx%d | threads | records/s |%n",
        BATCH, SCENES.height(), SCENES.width(), SCENES.channels());
    System.out.println("|---|---|---|");
    try (Records records = new Records(SCENES, RECORDS)) {
      for (int threads = 1; threads <= 2; threads++) {
        Times opened = Times.of(ROUNDS, records::open);
        System.out.printf(
            "| opening, with all checks | 1 | %.0f |%n", RECORDS / opened.median() * 1000);
        for (var augmentations : List.of(List.<Augmentation>of(), TUTORIAL)) {
          Times epochs = epochs(records, augmentations, threads);
          System.out.printf(
              "| %s | %d | %.0f |%n",
              augmentations.isEmpty() ? "no augmentation" : "the tutorial's augmentations",
              threads,
              RECORDS / epochs.median() * 1000);
        }
      }
    }
  }

  /** Goes through all records, in another order each time. */
  private static Times epochs(Records records, List<Augmentation> augmentations, int threads) {
    Dataset data = records.open();
    Augmenter augmenter = new Augmenter(augmentations, 1);
    Shuffle shuffle = new Shuffle(1);
    int[] epoch = {0};
    try (Loader loader = new Loader(SCENES, BATCH, threads)) {
      Runnable pass =
          () -> {
            epoch[0]++;
            loader.each(
                data,
                shuffle.order(epoch[0], data.size()),
                (id, canvas) -> augmenter.apply(id, epoch[0], canvas),
                batch -> {});
          };
      Times.of(WARM_UP_PASSES, pass);
      return Times.of(ROUNDS, pass);
    }
  }
}
