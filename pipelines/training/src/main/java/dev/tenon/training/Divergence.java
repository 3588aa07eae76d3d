package dev.tenon.training;

import dev.tenon.graph.NDArray;
import dev.tenon.spi.UserError;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/**
 * Notices that training has left the range of numbers.
 *
 * @param epoch the epoch, from 1
 * @param steps steps in the epoch
 * @param rate the learning rate of each of its steps, counted from 1
 * @param checkpoints where checkpoints are, for people
 */
record Divergence(int epoch, long steps, LongToDoubleFunction rate, String checkpoints) {
  /**
   * Requires a number that is neither infinite nor NaN.
   *
   * @param what what the number is
   * @param value the number
   * @param step the step after which it is that, from 1 in each epoch
   * @throws UserError if it is none, with what to try
   */
  void requireFinite(String what, double value, long step) {
    if (Double.isFinite(value)) {
      return;
    }
    double rate = this.rate.applyAsDouble(step);
    String remedy =
        epoch == 1 && step == 1
            ? "; the first prediction is out of range already, so look at the input's scale and"
                + " the initializers (the learning rate is "
                + rate
                + ")"
            : "; the learning rate of "
                + rate
                + " is probably too high, so try "
                + (float) (rate / 10)
                + ", or look for bad data";
    String kept =
        epoch == 1
            ? "; there is no checkpoint yet"
            : "; the last good checkpoint is epoch " + (epoch - 1) + " in " + checkpoints;
    throw new UserError(
        "%s became %s in epoch %d, step %d of %d%s%s"
            .formatted(what, value, epoch, step, steps, remedy, kept));
  }

  /** Requires that all elements of all variables are finite after a step. */
  void requireFinite(Map<String, NDArray> values, long step) {
    values.forEach(
        (path, value) -> {
          FloatBuffer floats = value.floats();
          while (floats.hasRemaining()) {
            requireFinite(path, floats.get(), step);
          }
        });
  }
}
