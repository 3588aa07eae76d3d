package dev.tenon.experiment;

import dev.tenon.spi.Extension;
import dev.tenon.spi.UserError;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a record's class says about its JSON: its components, and which of them have defaults.
 *
 * @param type the record
 * @param components its components, in order
 * @param canonical the constructor that takes them all
 * @param shortest the constructor that takes the required ones, which come first
 */
record Schema(
    Class<?> type,
    List<RecordComponent> components,
    Constructor<?> canonical,
    Constructor<?> shortest) {

  static Schema of(Class<?> type) {
    List<RecordComponent> components = List.of(type.getRecordComponents());
    Class<?>[] all = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(all);
      Constructor<?> shortest =
          Stream.concat(Arrays.stream(type.getConstructors()), Stream.of(canonical))
              .filter(constructor -> takesLeading(constructor, components))
              .min(Comparator.comparingInt(Constructor::getParameterCount))
              .orElseThrow();
      return new Schema(type, components, canonical, shortest);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " is no record", e);
    }
  }

  private static boolean takesLeading(
      Constructor<?> constructor, List<RecordComponent> components) {
    Type[] parameters = constructor.getGenericParameterTypes();
    return parameters.length <= components.size()
        && Arrays.asList(parameters)
            .equals(
                components.subList(0, parameters.length).stream()
                    .map(RecordComponent::getGenericType)
                    .toList());
  }

  /** Returns how many components, from the first, have no default. */
  int required() {
    return shortest.getParameterCount();
  }

  /** Returns the constructor of one value, which may stand for the record where one is nested. */
  static Optional<Constructor<?>> brief(Class<?> type) {
    return Arrays.stream(type.getConstructors())
        .filter(constructor -> constructor.getParameterCount() == 1)
        .findFirst();
  }

  /**
   * Tells whether the record says something about an extension, which is all that it requires. In
   * JSON, it is the extension's object with more members.
   */
  boolean isAddition() {
    return !Extension.class.isAssignableFrom(type)
        && required() == 1
        && Extension.class.isAssignableFrom(components.get(0).getType());
  }

  /** Returns why an extension cannot have other members added to it, if it cannot. */
  Optional<String> taken(List<String> added) {
    return names().stream()
        .filter(added::contains)
        .findFirst()
        .map(
            name ->
                type.getName()
                    + " has a component '"
                    + name
                    + "', which here says something else; rename the component");
  }

  List<String> names() {
    return components.stream().map(RecordComponent::getName).toList();
  }

  /**
   * Returns a record of which only the required components are given.
   *
   * @throws IllegalArgumentException if the record rejects them, with its own message
   */
  Object defaults(List<Object> requiredValues) {
    return construct(shortest, requiredValues);
  }

  /**
   * Returns a record of all components.
   *
   * @throws IllegalArgumentException if the record rejects them, with its own message
   */
  Object create(List<Object> values) {
    return construct(canonical, values);
  }

  Object value(Object instance, int index) {
    var accessor = components.get(index).getAccessor();
    accessor.trySetAccessible();
    try {
      return accessor.invoke(instance);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new UserError(
          type.getName() + " does not tell its " + accessor.getName() + ": make the record public",
          e);
    }
  }

  static Object construct(Constructor<?> constructor, List<Object> values) {
    constructor.trySetAccessible();
    try {
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException rejected) {
        throw rejected;
      }
      throw new UserError(named(constructor) + e.getCause(), e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new UserError(named(constructor) + "make the record public", e);
    }
  }

  private static String named(Constructor<?> constructor) {
    return constructor.getDeclaringClass().getName() + " cannot be made: ";
  }
}
