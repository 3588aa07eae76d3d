package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Locale;
import java.util.Objects;

/**
 * A rate that goes up to another and back in lines, again and again.
 *
 * <p>At time {@code t}, in cycle {@code c = floor(1 + t / (2 * stepSize))}, the rate is {@code
 * initial + (maxRate - initial) * max(0, 1 - |t / stepSize - 2 c + 1|) * scale}. The scale is 1 if
 * {@link Mode#TRIANGULAR}, {@code 1 / 2^(c - 1)} if {@link Mode#TRIANGULAR2}, and {@code gamma^t}
 * if {@link Mode#EXP_RANGE}. Source: Smith, <i>Cyclical Learning Rates for Training Neural
 * Networks</i>, 2017, who advises a step size of 2 to 10 epochs; modes and defaults are those of
 * PyTorch's {@code CyclicLR}. Example: {@code new CyclicLearningRate(6e-3, 4)}.
 *
 * @param maxRate the rate in the middle of the first cycle, positive
 * @param stepSize how long half a cycle lasts, positive
 * @param mode how cycles differ; triangular by default
 * @param gamma what the height shrinks by in a unit of time, above 0 and at most 1, of {@link
 *     Mode#EXP_RANGE} alone; 1 by default
 * @param unit what times count; epochs by default
 */
public record CyclicLearningRate(double maxRate, long stepSize, Mode mode, double gamma, Unit unit)
    implements Schedule {
  /** How cycles differ. */
  public enum Mode {
    /** Not at all. */
    TRIANGULAR,
    /** Each is half as high as the one before. */
    TRIANGULAR2,
    /** The height shrinks by a factor in each unit of time. */
    EXP_RANGE
  }

  /** Checks the numbers. */
  public CyclicLearningRate {
    Bounds.requirePositive("maxRate", maxRate);
    Bounds.requirePositive("stepSize", stepSize);
    Objects.requireNonNull(mode, "mode");
    Bounds.requireShare("gamma", gamma);
    if (gamma != 1 && mode != Mode.EXP_RANGE) {
      throw new IllegalArgumentException(
          "gamma is of mode exp_range alone, got " + mode.name().toLowerCase(Locale.ROOT));
    }
    Objects.requireNonNull(unit, "unit");
  }

  /**
   * Makes equal cycles over epochs.
   *
   * @param maxRate the rate in the middle of a cycle
   * @param stepSize how many epochs half a cycle lasts
   */
  public CyclicLearningRate(double maxRate, long stepSize) {
    this(maxRate, stepSize, Mode.TRIANGULAR, 1, Unit.EPOCHS);
  }

  /** Returns this schedule with each cycle half as high as the one before. */
  public CyclicLearningRate halving() {
    return new CyclicLearningRate(maxRate, stepSize, Mode.TRIANGULAR2, 1, unit);
  }

  /**
   * Returns this schedule with cycles that shrink all the time.
   *
   * @param gamma what the height shrinks by in a unit of time
   * @return the schedule
   */
  public CyclicLearningRate shrinkingBy(double gamma) {
    return new CyclicLearningRate(maxRate, stepSize, Mode.EXP_RANGE, gamma, unit);
  }

  @Override
  public double rate(Progress progress) {
    double time = unit.elapsed(progress);
    double halves = time / stepSize;
    double cycle = Math.floor(1 + halves / 2);
    double height = Math.max(0, 1 - Math.abs(halves - 2 * cycle + 1));
    return Bounds.between(progress.initialRate(), maxRate, height * scale(cycle, time));
  }

  private double scale(double cycle, double time) {
    return switch (mode) {
      case TRIANGULAR -> 1;
      case TRIANGULAR2 -> StrictMath.pow(0.5, cycle - 1);
      case EXP_RANGE -> StrictMath.pow(gamma, time);
    };
  }
}
