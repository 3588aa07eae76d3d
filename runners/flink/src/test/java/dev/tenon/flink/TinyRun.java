package dev.tenon.flink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A small experiment: grey images of 8 x 8 pixels in four classes, told apart by the quarter that
 * is bright.
 *
 * @param json the experiment
 */
record TinyRun(String json) {
  private static final int SIDE = 8;
  private static final int CLASSES = 4;

  /** Writes data into a folder and describes an experiment on it. */
  static TinyRun in(Path folder, int epochs) throws IOException {
    return new TinyRun(
        """
        {
          "tenon": 1,
          "name": "tiny",
          "data": {"training": %s, "test": %s, "validationSplit": 0.25},
          "model": {
            "input": {"height": 8, "width": 8, "channels": 1},
            "layers": [
              {"type": "conv2d", "filters": 4, "kernel": 3, "activation": "relu"},
              {"type": "batch_normalization", "momentum": 0.5},
              "flatten",
              {"type": "dropout", "rate": 0.1},
              {"type": "dense", "units": 4, "activation": "softmax"}
            ]
          },
          "loss": "categorical_cross_entropy",
          "optimizer": {"type": "adam", "learningRate": 0.002},
          "metrics": ["accuracy"],
          "listeners": ["csv_history", "progress_bar"],
          "epochs": %d,
          "batch": 20,
          "seed": 7
        }
        """
            .formatted(source(folder, "train", 1200), source(folder, "test", 80), epochs));
  }

  /** Returns another experiment, of which a part of the text is replaced. */
  TinyRun with(String part, String replacement) {
    if (!json.contains(part)) {
      throw new IllegalArgumentException("no " + part + " in " + json);
    }
    return new TinyRun(json.replace(part, replacement));
  }

  /** Returns another experiment, of other layers. */
  TinyRun withLayers(String layers) {
    String begin = "\"layers\": [";
    int from = json.indexOf(begin) + begin.length();
    int to = json.indexOf("\n    ]", from);
    return new TinyRun(json.substring(0, from) + layers + json.substring(to));
  }

  /** Writes the text and returns its file. */
  Path write(Path folder) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "tiny-", ".json"), json);
  }

  private static String source(Path folder, String name, int count) throws IOException {
    SplittableRandom random = new SplittableRandom(count);
    ByteBuffer images = ByteBuffer.allocate(16 + count * SIDE * SIDE);
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    images.putInt(0x803).putInt(count).putInt(SIDE).putInt(SIDE);
    labels.putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES;
      labels.put((byte) label);
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        int quarter = pixel / SIDE / (SIDE / 2) * 2 + pixel % SIDE / (SIDE / 2);
        images.put((byte) (random.nextInt(150) + (quarter == label ? 80 : 0)));
      }
    }
    Path imageFile = folder.resolve(name + "-images");
    Path labelFile = folder.resolve(name + "-labels");
    if (!Files.exists(labelFile)) {
      // Once: a run may be reading them when the next is described.
      Files.write(imageFile, images.array());
      Files.write(labelFile, labels.array());
    }
    return "{\"type\": \"idx\", \"images\": \"%s\", \"labels\": \"%s\"}"
        .formatted(imageFile, labelFile);
  }
}
