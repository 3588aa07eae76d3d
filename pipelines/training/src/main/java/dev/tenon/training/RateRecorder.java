package dev.tenon.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes the losses of a {@link RateSweep} as they come, and tells when it is over. */
final class RateRecorder {
  /** How far the smoothed loss may rise above its least, in units of that least one. */
  private static final double MOST_RISE = 3;

  private final RateSweep sweep;
  private final Consumer<RateCurve.Point> listener;
  private final List<RateCurve.Point> points = new ArrayList<>();
  private double smoothed;
  private double weight;
  private double least = Double.POSITIVE_INFINITY;
  private boolean over;
  private RateCurve.End end = RateCurve.End.COMPLETE;

  /**
   * Begins.
   *
   * @param sweep what is asked for
   * @param listener is told of each step whose loss is finite
   */
  RateRecorder(RateSweep sweep, Consumer<RateCurve.Point> listener) {
    this.sweep = sweep;
    this.listener = listener;
  }

  /** Tells whether no more steps are wanted. */
  boolean isOver() {
    return over;
  }

  /** Returns how many steps count so far. */
  int taken() {
    return points.size();
  }

  /** Returns how many more steps there may be. */
  int left() {
    return sweep.steps() - points.size();
  }

  /** Returns the learning rate after a number of steps. */
  double rate(long before) {
    return sweep.rate(before);
  }

  /** Takes the loss of the next step; steps taken in vain, after the last, do not count. */
  void add(double loss) {
    if (over) {
      return;
    }
    if (!Double.isFinite(loss)) {
      finish(RateCurve.End.NOT_FINITE);
      return;
    }
    double share = 1 - sweep.smoothing();
    weight = sweep.smoothing() * weight + share;
    // The average in a form in which equal losses give exactly their own value.
    smoothed += share / weight * (loss - smoothed);
    RateCurve.Point point = new RateCurve.Point(sweep.rate(points.size()), loss, smoothed);
    points.add(point);
    listener.accept(point);
    // Where losses are positive, this is more than four times the least.
    if (smoothed - least > MOST_RISE * Math.abs(least)) {
      finish(RateCurve.End.DIVERGED);
    } else if (left() == 0) {
      finish(RateCurve.End.COMPLETE);
    }
    least = Math.min(least, smoothed);
  }

  private void finish(RateCurve.End reason) {
    over = true;
    end = reason;
  }

  RateCurve curve() {
    return new RateCurve(sweep, points, end);
  }
}
