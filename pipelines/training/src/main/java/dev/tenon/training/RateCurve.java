package dev.tenon.training;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a {@link RateSweep} has measured: the loss of each step, at a rate that rises from step to
 * step, and the rates that this suggests.
 *
 * <p>Losses of single batches are noisy, so the suggestions look at their average, whose weights
 * fall exponentially into the past and add up to one from the first step on. With the smoothing b:
 *
 * <pre>a(i) = b * a(i - 1) + (1 - b) * loss(i), a(-1) = 0; smoothed(i) = a(i) / (1 - b^(i + 1))
 * </pre>
 *
 * <p>They leave out the first tenth of the steps asked for, where that average is of few losses.
 *
 * @param sweep what was asked for
 * @param points the steps whose loss was a finite number, in order
 * @param end why there are no more of them
 */
public record RateCurve(RateSweep sweep, List<Point> points, End end) {
  private static final int LEAST = 3;

  /** Keeps its own copy of the list. */
  public RateCurve {
    points = List.copyOf(points);
  }

  /**
   * A step.
   *
   * @param rate its learning rate
   * @param loss its batch's mean loss, before the parameters change
   * @param smoothed the average of the losses up to it
   */
  public record Point(double rate, double loss, double smoothed) {}

  /** Why a sweep ended. */
  public enum End {
    /** All steps were taken. */
    COMPLETE,
    /** The smoothed loss has risen to more than four times the least so far. */
    DIVERGED,
    /** The loss was infinite or no number. */
    NOT_FINITE
  }

  /**
   * Suggests the rate at which the smoothed loss falls fastest: where its slope against the rate's
   * logarithm, by central differences, is the most negative.
   *
   * <pre>slope(i) = (smoothed(i + 1) - smoothed(i - 1)) / (ln rate(i + 1) - ln rate(i - 1))</pre>
   *
   * @return the step, the first of several; empty if the smoothed loss falls nowhere or there are
   *     fewer than three steps to look at
   */
  public Optional<Point> steepest() {
    List<Point> looked = settled();
    return IntStream.range(1, looked.size() - 1)
        .filter(i -> slope(looked, i) < 0)
        .boxed()
        .min(Comparator.comparingDouble(i -> slope(looked, i)))
        .map(looked::get);
  }

  private static double slope(List<Point> looked, int at) {
    Point before = looked.get(at - 1);
    Point after = looked.get(at + 1);
    return (after.smoothed - before.smoothed)
        / (StrictMath.log(after.rate) - StrictMath.log(before.rate));
  }

  /**
   * Suggests the rate two thirds of the way down the longest valley: of the longest sequence of
   * steps, not necessarily neighbours, each of whose smoothed losses is below the one before. Of L
   * such steps, counted from 0, it is number 2 (L - 1) / 3, rounded down.
   *
   * @return the step; of several longest sequences that of the one that ends first, whose steps are
   *     each the earliest possible; empty if the longest has fewer than three steps
   */
  public Optional<Point> valley() {
    List<Point> looked = settled();
    int[] lengths = new int[looked.size()];
    int[] befores = new int[looked.size()];
    int end = -1;
    for (int i = 0; i < looked.size(); i++) {
      lengths[i] = 1;
      befores[i] = -1;
      for (int j = 0; j < i; j++) {
        if (looked.get(i).smoothed < looked.get(j).smoothed && lengths[j] >= lengths[i]) {
          lengths[i] = lengths[j] + 1;
          befores[i] = j;
        }
      }
      if (end < 0 || lengths[i] > lengths[end]) {
        end = i;
      }
    }
    if (end < 0 || lengths[end] < LEAST) {
      return Optional.empty();
    }
    int[] steps = new int[lengths[end]];
    int step = end;
    for (int k = steps.length - 1; k >= 0; k--) {
      steps[k] = step;
      step = befores[step];
    }
    return Optional.of(looked.get(steps[2 * (steps.length - 1) / 3]));
  }

  /** Returns the steps that suggestions look at. */
  private List<Point> settled() {
    return points.subList(Math.min(sweep.steps() / 10, points.size()), points.size());
  }
}
