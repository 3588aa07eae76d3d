package dev.tenon.testkit;

import dev.tenon.spi.History;
import dev.tenon.spi.Progress;
import dev.tenon.testkit.ScheduleContract.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws where training may stand.
 *
 * @param measured the names of the values in its histories
 */
record Standings(List<String> measured) {
  private static final int MOST_EPOCHS = 40;

  /** Draws standings of short and long runs, each at any step. */
  List<Progress> draw(int count, RandomGenerator random) {
    List<Progress> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int epochs = random.nextInt(1, MOST_EPOCHS);
      // Orders of magnitude are as likely as one another: what changes early must be seen, too.
      long perEpoch = 1 + (long) Math.exp(random.nextDouble(10));
      long step = random.nextLong(epochs * perEpoch);
      drawn.add(at(rate(random), step, perEpoch, epochs, random));
    }
    return drawn;
  }

  private static double rate(RandomGenerator random) {
    return Math.exp(-random.nextDouble(12));
  }

  private Progress at(double rate, long step, long perEpoch, int epochs, RandomGenerator random) {
    int epoch = Math.toIntExact(step / perEpoch);
    return new Progress(
        rate, step, perEpoch, epoch, epochs, Histories.draw(measured, epoch, random));
  }

  /** Returns the first, middle, last and later steps of runs of all sizes. */
  List<Progress> corners(RandomGenerator random) {
    long[][] runs = {{1, 1}, {1, 1000}, {3, 7}, {30, 50}, {200, 1}, {2, 1L << 52}};
    List<Progress> corners = new ArrayList<>();
    for (long[] run : runs) {
      int epochs = (int) run[0];
      long perEpoch = run[1];
      long steps = epochs * perEpoch;
      for (long step : new long[] {0, 1, steps / 2, steps - 1, steps, steps + 1, 2 * steps}) {
        corners.add(at(0.1, step, perEpoch, epochs, random));
      }
    }
    return corners;
  }

  /** Returns a standing that differs in one part alone. */
  Progress changed(Progress progress, Part part, RandomGenerator random) {
    double rate = progress.initialRate();
    long step = progress.step();
    long perEpoch = progress.stepsPerEpoch();
    int epoch = progress.epoch();
    int epochs = progress.epochs();
    History history = progress.history();
    switch (part) {
      case INITIAL_RATE -> rate *= 0.5;
      case STEP -> step += random.nextLong(1, perEpoch + 1);
      case STEPS_PER_EPOCH -> perEpoch += random.nextLong(1, perEpoch + 1);
      case EPOCH -> epoch += random.nextInt(1, MOST_EPOCHS);
      case EPOCHS -> epochs += random.nextInt(1, MOST_EPOCHS);
      case HISTORY -> history = Histories.draw(measured, epoch, random);
      default -> throw new AssertionError(part);
    }
    return new Progress(rate, step, perEpoch, epoch, epochs, history);
  }

  /** Says where training stands. */
  static String describe(Progress progress) {
    return String.format(
        "step %d of %d in an epoch, %d of %d epochs done, an initial rate of %s, history: %s",
        progress.step(),
        progress.stepsPerEpoch(),
        progress.epoch(),
        progress.epochs(),
        progress.initialRate(),
        Histories.describe(progress.history()));
  }
}
