package dev.tenon.cli;

import dev.tenon.onnxruntime.Device;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An enum on the command line, where its constants are written in lower case.
 *
 * @param type the enum
 * @param <E> the enum
 */
record Choice<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
  static List<Choice<?>> all() {
    return List.of(new Choice<>(Device.class), new Choice<>(ClusterCommand.Action.class));
  }

  /** Lets a command and its subcommands read the enum. */
  void register(CommandLine command) {
    command.registerConverter(type, this);
  }

  @Override
  public E convert(String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("expected " + names() + ", got '" + text + "'"));
  }

  private String names() {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
