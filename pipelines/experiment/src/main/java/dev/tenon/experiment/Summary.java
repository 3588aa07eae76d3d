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
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a model consists of, layer by layer, printed as Keras 2 prints it.
 *
 * <p>The text is that of {@code model.summary()} before Keras 2.7: a line of underscores between
 * layers, no space before names. Columns have Keras's widths of 29, 26 and 10, or more where a name
 * needs more, so that none is cut. A shape is written {@code (None, height, width, channels)}, that
 * of a series {@code (None, length, channels)}, although graphs have channels first. If layers are
 * joined otherwise than in a row, there is a row for the input, and a column for the outputs that a
 * layer takes: {@code conv2d[1][0]} is that of the second use of {@code conv2d}.
 *
 * @param name the model's name
 * @param rows one row a layer, in order
 */
public record Summary(String name, List<Row> rows) {
  private static final List<String> HEADINGS =
      List.of("Layer (type)", "Output Shape", "Param #", "Connected to");

  private static final List<Integer> WIDTHS = List.of(29, 26, 10, 33);

  /** Keeps its own copy of the rows. */
  public Summary {
    rows = List.copyOf(rows);
  }

  /**
   * One layer.
   *
   * @param name its name, such as {@code conv2d_1}
   * @param type its class's simple name, such as {@code Conv2D}
   * @param output the shape of its output, channels last
   * @param trainable how many numbers the optimizer trains
   * @param nonTrainable how many numbers it keeps besides, such as moving statistics
   * @param inputs the outputs that it takes; none if layers are in a row
   */
  public record Row(
      String name,
      String type,
      Shape output,
      long trainable,
      long nonTrainable,
      List<String> inputs) {
    /** Keeps its own copy of the list. */
    public Row {
      inputs = List.copyOf(inputs);
    }

    /** Returns how many numbers the layer keeps. */
    public long parameters() {
      return trainable + nonTrainable;
    }

    /** Returns the cells of each line: further inputs have lines of their own. */
    private List<List<String>> lines() {
      String dims =
          LongStream.of(output.dims())
              .mapToObj(dim -> dim < 0 ? "None" : Long.toString(dim))
              .collect(Collectors.joining(", ", "(", output.rank() == 1 ? ",)" : ")"));
      String first = inputs.isEmpty() ? "" : inputs.get(0);
      List<List<String>> lines = new ArrayList<>();
      lines.add(List.of(name + " (" + type + ")", dims, Long.toString(parameters()), first));
      inputs.stream().skip(1).forEach(input -> lines.add(List.of("", "", "", input)));
      return lines;
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
    Wiring wiring = model.wiring();
    List<Tensor> outputs = model.outputs(scope, image);
    List<Row> rows = new ArrayList<>();
    if (!wiring.isSequential()) {
      Shape input = channelsLast(outputs.get(0).shape());
      rows.add(new Row(Placement.INPUT, "InputLayer", input, 0, 0, List.of()));
    }
    for (Wiring.Call call : wiring.calls()) {
      if (call.use() == 0) {
        Shape output = channelsLast(outputs.get(call.index() + 1).shape());
        rows.add(row(call, wiring, output, scope.variables()));
      }
    }
    return new Summary(experiment.name(), rows);
  }

  private static Row row(Wiring.Call call, Wiring wiring, Shape output, List<Variable> variables) {
    String prefix = call.owner() + "/";
    List<Variable> own = variables.stream().filter(v -> v.path().startsWith(prefix)).toList();
    List<String> inputs =
        wiring.isSequential()
            ? List.of()
            : wiring.calls().stream()
                .filter(use -> use.owner().equals(call.owner()))
                .flatMap(use -> use.sources().stream())
                .map(wiring::output)
                .toList();
    String type = call.layer().getClass().getSimpleName();
    return new Row(call.owner(), type, output, size(own, true), size(own, false), inputs);
  }

  private static long size(List<Variable> variables, boolean trainable) {
    return variables.stream()
        .filter(variable -> variable.trainable() == trainable)
        .mapToLong(variable -> variable.tensor().shape().size())
        .sum();
  }

  /** Channels are on axis 1 where there are more axes, and last for people. */
  private static Shape channelsLast(Shape shape) {
    if (shape.rank() < 3) {
      return shape;
    }
    LongStream others = LongStream.of(shape.dims()).skip(2);
    LongStream inner = LongStream.concat(others, LongStream.of(shape.dim(1)));
    return Shape.of(LongStream.concat(LongStream.of(shape.dim(0)), inner).toArray());
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
    List<List<List<String>>> table = rows.stream().map(Row::lines).toList();
    boolean branching = rows.stream().anyMatch(row -> !row.inputs.isEmpty());
    List<Integer> widths = widths(table).subList(0, branching ? 4 : 3);
    Function<List<String>, String> line = cells -> padded(cells, widths);
    String thin = "_".repeat(widths.stream().mapToInt(Integer::intValue).sum());
    String thick = "=".repeat(thin.length());
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"" + name + "\"");
    lines.add(thin);
    lines.add(line.apply(HEADINGS));
    lines.add(thick);
    lines.add(
        table.stream()
            .map(row -> row.stream().map(line).collect(Collectors.joining("\n")))
            .collect(Collectors.joining("\n" + thin + "\n")));
    lines.add(thick);
    lines.add(String.format(Locale.ROOT, "Total params: %,d", total()));
    lines.add(String.format(Locale.ROOT, "Trainable params: %,d", trainable()));
    lines.add(String.format(Locale.ROOT, "Non-trainable params: %,d", nonTrainable()));
    lines.add(thin);
    return String.join("\n", lines) + "\n";
  }

  private static List<Integer> widths(List<List<List<String>>> table) {
    return IntStream.range(0, WIDTHS.size())
        .mapToObj(
            column ->
                table.stream()
                    .flatMap(List::stream)
                    .map(cells -> cells.get(column).length() + 1)
                    .reduce(WIDTHS.get(column), Math::max))
        .toList();
  }

  private static String padded(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, widths.size())
        .mapToObj(i -> cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()))
        .collect(Collectors.joining());
  }
}
