package dev.tenon.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JSON of a small experiment, and changes of it.
 *
 * @param json the text
 */
record TinyExperiment(String json) {
  static final int TRAINING = 240;
  static final int TEST = 80;

  /** Writes data into a folder and describes an experiment on it. */
  static TinyExperiment in(Path folder) {
    return on(TinyData.write(folder, "train", TRAINING), TinyData.write(folder, "test", TEST));
  }

  /** Describes an experiment on some data. */
  static TinyExperiment on(TinyData training, TinyData test) {
    return new TinyExperiment(
        """
        {
          "tenon": 1,
          "name": "tiny",
          "data": {
            "training": %s,
            "test": %s,
            "validationSplit": 0.25
          },
          "model": {
            "input": {"height": 8, "width": 8, "channels": 1},
            "layers": [
              {"type": "conv2d", "filters": 4, "kernel": 3, "activation": "relu"},
              "max_pooling2d",
              {"type": "batch_normalization", "momentum": 0.5},
              "flatten",
              {"type": "dropout", "rate": 0.1},
              {"type": "dense", "units": 4, "activation": "softmax"}
            ]
          },
          "loss": "categorical_cross_entropy",
          "optimizer": {"type": "adam", "learningRate": 0.02},
          "augmentations": [{"type": "random_brightness", "fraction": 0.05}],
          "metrics": ["accuracy", {"type": "top_k_categorical_accuracy", "k": 2}],
          "epochs": 2,
          "batch": 20,
          "seed": 7
        }
        """
            .formatted(training.json(), test.json()));
  }

  /** Returns another experiment, of which a part of the text is replaced. */
  TinyExperiment with(String part, String replacement) {
    if (!json.contains(part)) {
      throw new IllegalArgumentException("no " + part + " in " + json);
    }
    return new TinyExperiment(json.replace(part, replacement));
  }

  /** Writes the text and returns its file's path as an argument. */
  String write(Path folder) {
    Path file = folder.resolve("tiny.json");
    try {
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString();
  }
}
