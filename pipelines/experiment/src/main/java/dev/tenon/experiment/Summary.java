package dev.tenon.experiment;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a model consists of, layer by layer, printed as Keras 2 prints it.
 *
 * <p>The text is that of {@code model.summary()} before Keras 2.7: a line of underscores between
 * layers, no space before names. Columns have Keras's widths of 29, 26 and 10, or more where a name
 * needs more, so that none is cut. A shape is written {@code (None, height, width, channels)},
 * although graphs have channels first.
 *
 * @param name the model's name
 * @param rows one row a layer, in order
 */
public record Summary(String name, List<Row> rows) {
  private static final List<String> HEADINGS = List.of("Layer (type)", "Output Shape", "Param #");

  /** Keeps its own copy of the rows. */
  public Summary {
    rows = List.copyOf(rows);
  }

  /**
   * One layer.
   *
   * @param name its name, such as {@code conv2d_1}
   * @param type its class's simple name, such as {@code Conv2D}
   * @param output the shape of its output, images as {@code [N, height, width, channels]}
   * @param trainable how many numbers the optimizer trains
   * @param nonTrainable how many numbers it keeps besides, such as moving statistics
   */
  public record Row(String name, String type, Shape output, long trainable, long nonTrainable) {
    /** Returns how many numbers the layer keeps. */
    public long parameters() {
      return trainable + nonTrainable;
    }

    private List<String> cells() {
      String dims =
          LongStream.of(output.dims())
              .mapToObj(dim -> dim < 0 ? "None" : Long.toString(dim))
              .collect(Collectors.joining(", ", "(", output.rank() == 1 ? ",)" : ")"));
      return List.of(name + " (" + type + ")", dims, Long.toString(parameters()));
    }
  }

  /**
   * Summarizes an experiment's model under the experiment's name.
   *
   * @param experiment a valid experiment
   * @return the summary
   * @throws dev.tenon.graph.ShapeException if a layer cannot take what comes before it, naming it
   */
  public static Summary of(Experiment experiment) {
    Model model = experiment.model();
    Scope scope =
        Scope.training(experiment.seed(), Tensor.input("step", DataType.INT64, Shape.SCALAR));
    Tensor image = Tensor.input("image", DataType.UINT8, model.input().shape());
    List<Tensor> outputs = model.outputs(scope, image);
    List<String> names = model.names();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String prefix = names.get(i) + "/";
      List<Variable> own =
          scope.variables().stream().filter(v -> v.path().startsWith(prefix)).toList();
      rows.add(
          new Row(
              names.get(i),
              model.layers().get(i).getClass().getSimpleName(),
              channelsLast(outputs.get(i + 1).shape()),
              size(own, true),
              size(own, false)));
    }
    return new Summary(experiment.name(), rows);
  }

  private static long size(List<Variable> variables, boolean trainable) {
    return variables.stream()
        .filter(variable -> variable.trainable() == trainable)
        .mapToLong(variable -> variable.tensor().shape().size())
        .sum();
  }

  private static Shape channelsLast(Shape shape) {
    return shape.rank() == 4
        ? Shape.of(shape.dim(0), shape.dim(2), shape.dim(3), shape.dim(1))
        : shape;
  }

  /** Returns how many numbers the optimizer trains. */
  public long trainable() {
    return sum(Row::trainable);
  }

  /** Returns how many numbers layers keep that the optimizer does not train. */
  public long nonTrainable() {
    return sum(Row::nonTrainable);
  }

  /** Returns how many numbers all layers keep. */
  public long total() {
    return trainable() + nonTrainable();
  }

  private long sum(ToLongFunction<Row> part) {
    return rows.stream().mapToLong(part).sum();
  }

  /** Returns the table and the totals, each line ended. */
  public String text() {
    List<List<String>> table = rows.stream().map(Row::cells).toList();
    int first = width(table, 0, 29);
    int second = width(table, 1, 26);
    int third = width(table, 2, 10);
    Function<List<String>, String> line =
        cells ->
            padded(cells.get(0), first)
                + padded(cells.get(1), second)
                + padded(cells.get(2), third);
    String thin = "_".repeat(first + second + third);
    String thick = "=".repeat(thin.length());
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"" + name + "\"");
    lines.add(thin);
    lines.add(line.apply(HEADINGS));
    lines.add(thick);
    lines.add(table.stream().map(line).collect(Collectors.joining("\n" + thin + "\n")));
    lines.add(thick);
    lines.add(String.format(Locale.ROOT, "Total params: %,d", total()));
    lines.add(String.format(Locale.ROOT, "Trainable params: %,d", trainable()));
    lines.add(String.format(Locale.ROOT, "Non-trainable params: %,d", nonTrainable()));
    lines.add(thin);
    return String.join("\n", lines) + "\n";
  }

  private static int width(List<List<String>> table, int column, int least) {
    return table.stream()
        .mapToInt(cells -> cells.get(column).length() + 1)
        .reduce(least, Math::max);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
