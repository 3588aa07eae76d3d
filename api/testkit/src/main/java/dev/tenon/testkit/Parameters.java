package dev.tenon.testkit;

import dev.tenon.experiment.Parameter;
import dev.tenon.spi.Extension;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** Reads a record's components, and makes the record that has their defaults. */
final class Parameters {
  private Parameters() {}

  static List<Parameter> of(Record extension) {
    return Parameter.of(extension.getClass().asSubclass(Extension.class), OwnCatalog.of(extension));
  }

  /** Makes the record of the required components alone, by the constructor that takes them. */
  static Record withDefaults(Record extension, List<Parameter> parameters) {
    int required = (int) parameters.stream().filter(Parameter::required).count();
    RecordComponent[] leading = Arrays.copyOf(extension.getClass().getRecordComponents(), required);
    Class<?>[] types =
        Arrays.stream(leading).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(leading).map(c -> value(extension, c)).toArray();
    try {
      Constructor<? extends Record> shortest = extension.getClass().getDeclaredConstructor(types);
      shortest.setAccessible(true);
      return shortest.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("its defaults are refused: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(extension.getClass() + " cannot be made", e);
    }
  }

  static Object value(Record fields, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(fields);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(fields.getClass() + " does not tell its components", e);
    }
  }
}
