package dev.tenon.plugins.schedules;

import dev.tenon.plugins.functions.StaticMethod;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import dev.tenon.spi.UserError;

/**
 * A schedule computed by any static Java method {@code double name(Progress)}.
 *
 * <p>It is kept by the method's name, so an experiment with a schedule of the user's own still goes
 * through JSON, and runs wherever the class is on the class path. The method should be a pure
 * function: a resumed run computes its rates again. A rate that is not positive and finite is a
 * {@link UserError}.
 *
 * <pre>{@code
 * final class Rates {
 *   static double warmUp(Progress progress) {
 *     return progress.initialRate() * Math.min(1, (progress.step() + 1) / 1000.0);
 *   }
 * }
 *
 * experiment.withSchedule(FunctionSchedule.of(Rates::warmUp));
 * }</pre>
 *
 * @param className the class's binary name
 * @param method the method's name; if there is no such static method, an {@link
 *     IllegalArgumentException} says what is missing
 */
public record FunctionSchedule(String className, String method) implements Schedule {
  private static final StaticMethod.Signature SIGNATURE =
      new StaticMethod.Signature("schedule", Progress.class, double.class);

  /** Checks that the method exists. */
  public FunctionSchedule {
    StaticMethod.require(className, method, SIGNATURE);
  }

  /**
   * Makes the schedule of a function.
   *
   * @param function a reference to a static method, or a lambda that captures nothing; the name of
   *     a lambda changes when its class does, so only a method's outlives an edit
   * @return the schedule
   * @throws IllegalArgumentException if the function is neither
   */
  public static FunctionSchedule of(RateFunction function) {
    StaticMethod found = StaticMethod.of(function, SIGNATURE);
    return new FunctionSchedule(found.className(), found.name());
  }

  @Override
  public double rate(Progress progress) {
    double rate = call(progress);
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new UserError(
          "a learning rate must be positive and finite; " + place(progress) + " returned " + rate);
    }
    return rate;
  }

  private double call(Progress progress) {
    try {
      return (double) new StaticMethod(className, method, SIGNATURE).call(progress);
    } catch (RuntimeException e) {
      throw new UserError(place(progress) + " failed: " + e, e);
    }
  }

  private String place(Progress progress) {
    return className + "." + method + " before step " + (progress.step() + 1);
  }
}
