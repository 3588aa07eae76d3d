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
 * Tries augmentations on black images of the sizes that the model takes, which all stored images
 * have: they must take them and leave them of that size.
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
    List<Augmentation> augmentations = experiment.augmentations();
    if (augmentations.isEmpty()) {
      return;
    }
    int last = augmentations.size() - 1;
    boolean fits =
        !(augmentations.get(last) instanceof Mixing mixing) || mixesImagesAlone(mixing, last);
    fits = fits && fits(experiment.model().input(), "", "");
    for (NamedInput feature : experiment.model().features()) {
      if (fits && feature instanceof NamedInput.Picture picture) {
        fits =
            fits(
                picture.input(),
                " as " + picture.name(),
                ", or choose others:" + " they change all images of an example");
      }
    }
  }

  private boolean mixesImagesAlone(Mixing mixing, int place) {
    boolean alone = experiment.model().features().isEmpty() && Goal.targets(experiment).isEmpty();
    if (!alone) {
      problems.add(
          "augmentations[" + place + "]",
          mixing.getClass().getSimpleName()
              + " mixes images and their labels alone; leave it out where examples have features or"
              + " further targets");
    }
    return alone;
  }

  private boolean fits(Input input, String as, String remedy) {
    double samples = (double) input.height() * input.width() * input.channels();
    if (samples > MOST_SAMPLES) {
      return true;
    }
    Image black =
        new Image(input.height(), input.width(), input.channels(), new byte[(int) samples]);
    boolean fits = true;
    for (int attempt = 0; fits && attempt < ATTEMPTS; attempt++) {
      Canvas canvas = new Canvas(black);
      fits = isTaken(canvas, attempt);
      if (fits && (canvas.height() != black.height() || canvas.width() != black.width())) {
        problems.add(
            "augmentations",
            ("leave images of %dx%d, and the model takes %dx%d%s: let the last one give them that"
                    + " size again, as resizing and crops do%s")
                .formatted(
                    canvas.height(), canvas.width(), black.height(), black.width(), as, remedy));
        fits = false;
      }
    }
    return fits;
  }

  private boolean isTaken(Canvas canvas, int attempt) {
    List<Augmentation> augmentations = experiment.augmentations();
    for (int i = 0; i < augmentations.size(); i++) {
      try {
        RandomGenerator random = Seeds.random(experiment.seed(), "trial", attempt, i);
        if (augmentations.get(i) instanceof Mixing mixing && i == augmentations.size() - 1) {
          mixing.mix(canvas, canvas.image(), random);
        } else {
          augmentations.get(i).apply(canvas, random);
        }
      } catch (UserError e) {
        problems.add("augmentations[" + i + "]", e.getMessage());
        return false;
      }
    }
    return true;
  }
}
