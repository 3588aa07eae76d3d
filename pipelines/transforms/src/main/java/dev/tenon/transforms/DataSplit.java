package dev.tenon.transforms;

import dev.tenon.experiment.Data;
import dev.tenon.spi.Source;
import java.util.Locale;
import java.util.Optional;

/** The parts of an experiment's data that have a source of their own. */
public enum DataSplit {
  /** What the model learns from. */
  TRAINING,
  /** What each epoch is judged by, where it is not a part of the training data. */
  VALIDATION,
  /** What the finished model is judged by. */
  TEST;

  /** Returns the split's name in file names and for people, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the split's source. */
  Optional<Source> source(Data data) {
    return switch (this) {
      case TRAINING -> Optional.of(data.training());
      case VALIDATION -> data.validation();
      case TEST -> Optional.of(data.test());
    };
  }
}
