package dev.tenon.experiment;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import dev.tenon.spi.Seeds;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Tries augmentations on a black image of the model's size, which all stored images have: they must
 * take it and leave one of that size.
 *
 * @param experiment whose augmentations
 * @param problems takes what is wrong
 */
record Trial(Experiment experiment, Problems problems) {
  /** Often enough to meet a change that is made to one image in two. */
  private static final int ATTEMPTS = 16;

  /** Larger images are left to be judged when they are loaded. */
  private static final double MOST_SAMPLES = 1 << 24;

  /** Reports the first problem met, if any. */
  void run() {
    Input input = experiment.model().input();
    double samples = (double) input.height() * input.width() * input.channels();
    if (experiment.augmentations().isEmpty() || samples > MOST_SAMPLES) {
      return;
    }
    Image black =
        new Image(input.height(), input.width(), input.channels(), new byte[(int) samples]);
    boolean fits = true;
    for (int attempt = 0; fits && attempt < ATTEMPTS; attempt++) {
      fits = fits(black, attempt);
    }
  }

  private boolean fits(Image black, int attempt) {
    List<Augmentation> augmentations = experiment.augmentations();
    Canvas canvas = new Canvas(black);
    for (int i = 0; i < augmentations.size(); i++) {
      try {
        RandomGenerator random = Seeds.random(experiment.seed(), "trial", attempt, i);
        if (augmentations.get(i) instanceof Mixing mixing && i == augmentations.size() - 1) {
          requireImagesAlone(mixing);
          mixing.mix(canvas, canvas.image(), random);
        } else {
          augmentations.get(i).apply(canvas, random);
        }
      } catch (UserError e) {
        problems.add("augmentations[" + i + "]", e.getMessage());
        return false;
      }
    }
    if (canvas.height() != black.height() || canvas.width() != black.width()) {
      problems.add(
          "augmentations",
          ("leave images of %dx%d, and the model takes %dx%d: let the last one give them that size"
                  + " again, as resizing and crops do")
              .formatted(canvas.height(), canvas.width(), black.height(), black.width()));
      return false;
    }
    return true;
  }

  private void requireImagesAlone(Mixing mixing) {
    if (!experiment.model().features().isEmpty() || !Goal.targets(experiment).isEmpty()) {
      throw new UserError(
          mixing.getClass().getSimpleName()
              + " mixes images and their labels alone; leave it out where examples have features or"
              + " further targets");
    }
  }
}
