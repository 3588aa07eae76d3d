package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import dev.tenon.spi.UserError;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;

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
  /** Checks that the method exists. */
  public FunctionSchedule {
    Objects.requireNonNull(className, "className");
    Objects.requireNonNull(method, "method");
    find(className, method);
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
    SerializedLambda lambda = serialized(function);
    if (lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
        || lambda.getCapturedArgCount() > 0) {
      throw new IllegalArgumentException(
          "a schedule's function must be a reference to a static method or a lambda that captures"
              + " nothing, got "
              + lambda.getImplMethodName()
              + " of "
              + lambda.getImplClass().replace('/', '.'));
    }
    return new FunctionSchedule(
        lambda.getImplClass().replace('/', '.'), lambda.getImplMethodName());
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
      return (double) find(className, method).invoke(null, progress);
    } catch (InvocationTargetException e) {
      throw new UserError(place(progress) + " failed: " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a method made accessible cannot be called", e);
    }
  }

  private String place(Progress progress) {
    return className + "." + method + " before step " + (progress.step() + 1);
  }

  private static Method find(String className, String name) {
    try {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      ClassLoader loader = context == null ? FunctionSchedule.class.getClassLoader() : context;
      Method method =
          Class.forName(className, false, loader).getDeclaredMethod(name, Progress.class);
      if (!Modifier.isStatic(method.getModifiers()) || method.getReturnType() != double.class) {
        throw new IllegalArgumentException(
            "a schedule's function must be static and return double, got " + method);
      }
      method.setAccessible(true);
      return method;
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException(
          "no class " + className + " on the class path for the schedule's function " + name, e);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          "class " + className + " has no method " + name + "(Progress) for the schedule", e);
    }
  }

  private static SerializedLambda serialized(RateFunction function) {
    try {
      Method replace = function.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      return (SerializedLambda) replace.invoke(function);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          "a schedule's function must be a method reference or a lambda, got "
              + function.getClass().getName(),
          e);
    }
  }
}
