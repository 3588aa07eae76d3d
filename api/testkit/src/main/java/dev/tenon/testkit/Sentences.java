package dev.tenon.testkit;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Displays laws as sentences, without their parameter, however a build displays other tests. */
final class Sentences extends DisplayNameGenerator.ReplaceUnderscores {
  Sentences() {}

  @Override
  public String generateDisplayNameForMethod(
      List<Class<?>> enclosing, Class<?> testClass, Method method) {
    return method.getName().replace('_', ' ');
  }
}
