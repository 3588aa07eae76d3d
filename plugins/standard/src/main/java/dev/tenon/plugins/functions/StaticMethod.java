package dev.tenon.plugins.functions;

import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Objects;

/**
 * A static method that is kept by its name, so that an extension of a user's function can be
 * written to JSON and found again wherever the class is on the class path.
 *
 * @param className the class's binary name
 * @param name the method's name
 * @param signature what it takes and returns
 */
public record StaticMethod(String className, String name, Signature signature) {
  /**
   * What a method takes and returns.
   *
   * @param extension the kind of extension that is made of it, for people
   * @param parameter the type of its one parameter
   * @param result what it returns
   */
  public record Signature(String extension, Class<?> parameter, Class<?> result) {}

  /**
   * Requires that there is such a method.
   *
   * @param className the class's binary name
   * @param name the method's name
   * @param signature what it takes and returns
   * @throws IllegalArgumentException if there is none
   */
  public static void require(String className, String name, Signature signature) {
    Objects.requireNonNull(className, "className");
    Objects.requireNonNull(name, "method");
    new StaticMethod(className, name, signature).find();
  }

  /**
   * Finds out the method of a function.
   *
   * @param function a reference to a static method, or a lambda that captures nothing
   * @param signature what it takes and returns
   * @return the method
   * @throws IllegalArgumentException if the function is neither
   */
  public static StaticMethod of(Serializable function, Signature signature) {
    SerializedLambda lambda = serialized(function, signature);
    String className = lambda.getImplClass().replace('/', '.');
    if (lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
        || lambda.getCapturedArgCount() > 0) {
      throw new IllegalArgumentException(
          "a "
              + signature.extension
              + "'s function must be a reference to a static method or a lambda that captures"
              + " nothing, got "
              + lambda.getImplMethodName()
              + " of "
              + className);
    }
    return new StaticMethod(className, lambda.getImplMethodName(), signature);
  }

  /**
   * Calls the method.
   *
   * @param argument what it takes
   * @return what it returns, null for nothing
   * @throws RuntimeException what the method throws; a checked exception is the cause of one
   */
  public Object call(Object argument) {
    try {
      return find().invoke(null, argument);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new UndeclaredThrowableException(e.getCause(), "" + e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a method made accessible cannot be called", e);
    }
  }

  private Method find() {
    String function = signature.extension + "'s function";
    try {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      ClassLoader loader = context == null ? StaticMethod.class.getClassLoader() : context;
      Method method =
          Class.forName(className, false, loader).getDeclaredMethod(name, signature.parameter);
      if (!Modifier.isStatic(method.getModifiers()) || method.getReturnType() != signature.result) {
        throw new IllegalArgumentException(
            "a " + function + " must be static and return " + signature.result + ", got " + method);
      }
      method.setAccessible(true);
      return method;
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException(
          "no class " + className + " on the class path for the " + function + " " + name, e);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          String.format(
              "class %s has no method %s(%s) for the %s",
              className, name, signature.parameter.getSimpleName(), signature.extension),
          e);
    }
  }

  private static SerializedLambda serialized(Serializable function, Signature signature) {
    try {
      Method replace = function.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      return (SerializedLambda) replace.invoke(function);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          "a "
              + signature.extension
              + "'s function must be a method reference or a lambda, got "
              + function.getClass().getName(),
          e);
    }
  }
}
