package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Objects;

/**
 * One cycle: a rate that rises once, and falls far below where it began.
 *
 * <p>It rises to the optimizer's learning rate, and is level after the fall.
 *
 * <p>The rate goes from {@code initial / divFactor} to {@code initial} in the first {@code pctStart
 * * duration}, and from there to {@code initial / divFactor / finalDivFactor} at its end, both
 * along half a wave of the cosine or a line. Source: Smith and Topin, <i>Super-Convergence</i>,
 * 2018; the numbers are those of PyTorch's {@code OneCycleLR}, whose {@code max_lr} is the
 * optimizer's rate here. The momentum does not change. Example: {@code experiment.withOptimizer(new
 * Adam(1e-2)).withSchedule(new OneCycle(20))}.
 *
 * @param duration how long the cycle lasts, positive
 * @param pctStart the share of it in which the rate rises, above 0 and below 1; 0.3 by default
 * @param divFactor the highest rate divided by the first, at least 1; 25 by default
 * @param finalDivFactor the first rate divided by the last, at least 1; 1e4 by default
 * @param annealing how the rate goes from one to the other; cosine by default
 * @param unit what the duration counts; epochs by default
 */
public record OneCycle(
    long duration,
    double pctStart,
    double divFactor,
    double finalDivFactor,
    Annealing annealing,
    Unit unit)
    implements Schedule {
  /** How a rate goes to another. */
  public enum Annealing {
    /** Along half a wave of the cosine: slowly, fast, slowly. */
    COSINE,
    /** Along a line. */
    LINEAR
  }

  /** Checks the numbers. */
  public OneCycle {
    Bounds.requirePositive("duration", duration);
    if (!(pctStart > 0 && pctStart < 1)) {
      throw new IllegalArgumentException("pctStart must be above 0 and below 1, got " + pctStart);
    }
    requireDivisor("divFactor", divFactor);
    requireDivisor("finalDivFactor", finalDivFactor);
    Objects.requireNonNull(annealing, "annealing");
    Objects.requireNonNull(unit, "unit");
  }

  /**
   * Makes a cycle of some epochs with PyTorch's defaults.
   *
   * @param duration how many epochs
   */
  public OneCycle(long duration) {
    this(duration, 0.3, 25, 1e4, Annealing.COSINE, Unit.EPOCHS);
  }

  private static void requireDivisor(String name, double value) {
    if (!(value >= 1 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be at least 1 and finite, got " + value);
    }
  }

  /**
   * Returns this cycle with another rise.
   *
   * @param pctStart the share of the duration in which the rate rises
   * @return the schedule
   */
  public OneCycle withPctStart(double pctStart) {
    return new OneCycle(duration, pctStart, divFactor, finalDivFactor, annealing, unit);
  }

  /**
   * Returns this cycle with other ends.
   *
   * @param divFactor the highest rate divided by the first
   * @param finalDivFactor the first rate divided by the last
   * @return the schedule
   */
  public OneCycle withFactors(double divFactor, double finalDivFactor) {
    return new OneCycle(duration, pctStart, divFactor, finalDivFactor, annealing, unit);
  }

  /** Returns this cycle going along lines. */
  public OneCycle inLines() {
    return new OneCycle(duration, pctStart, divFactor, finalDivFactor, Annealing.LINEAR, unit);
  }

  @Override
  public double rate(Progress progress) {
    double highest = progress.initialRate();
    double first = highest / divFactor;
    double over = Math.min(unit.elapsed(progress) / duration, 1);
    double rate =
        over < pctStart
            ? between(first, highest, over / pctStart)
            : between(highest, first / finalDivFactor, (over - pctStart) / (1 - pctStart));
    return Bounds.positive(rate);
  }

  private double between(double from, double to, double over) {
    double left = annealing == Annealing.COSINE ? Bounds.halfCosine(over) : 1 - over;
    return Bounds.between(to, from, left);
  }
}
