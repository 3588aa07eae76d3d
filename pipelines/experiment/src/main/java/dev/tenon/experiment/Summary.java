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
import java.util.stream.Stream;

/**
 * What a model consists of, layer by layer, printed as Keras 2 prints it.
 *
 * <p>The text is that of {@code model.summary()} before Keras 2.7: a line of underscores between
 * layers, no space before names. Columns have Keras's widths of 29, 26 and 10, or more where a name
 * needs more, so that none is cut. A shape is written {@code (None, height, width, channels)}, that
 * of a sequence {@code (None, length, channels)}, although graphs have channels first. If layers
 * are joined otherwise than in a row, there is a row for the input, and a column for the outputs
 * that a layer takes: {@code conv2d[1][0]} is that of the second use of {@code conv2d}. A {@link
 * Block} is one row, and knows those of its layers.
 *
 * @param name the model's name
 * @param rows one row a layer, in order
 */
public record Summary(String name, List<Row> rows) {
  private static final List<String> HEADINGS =
      List.of("Layer (type)", "Output Shape", "Param #", "Connected to");

  private static final List<Integer> WIDTHS = List.of(29, 26, 10, 33);

  private static final String INDENT = "|  ";

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
   * @param nested the layers that it consists of, if it is a {@link Block}; their numbers are
   *     counted in its own
   */
  public record Row(
      String name,
      String type,
      Shape output,
      long trainable,
      long nonTrainable,
      List<String> inputs,
      List<Row> nested) {
    /** Keeps its own copies of the lists. */
    public Row {
      inputs = List.copyOf(inputs);
      nested = List.copyOf(nested);
    }

    /**
     * Makes the row of a layer that consists of no others.
     *
     * @param name its name
     * @param type its class's simple name
     * @param output the shape of its output
     * @param trainable how many numbers the optimizer trains
     * @param nonTrainable how many numbers it keeps besides
     * @param inputs the outputs that it takes
     */
    public Row(
        String name,
        String type,
        Shape output,
        long trainable,
        long nonTrainable,
        List<String> inputs) {
      this(name, type, output, trainable, nonTrainable, inputs, List.of());
    }

    /** Returns how many numbers the layer keeps. */
    public long parameters() {
      return trainable + nonTrainable;
    }

    /** Returns this row and, if wanted, those within it, further in the deeper they are. */
    private Stream<Row> expanded(boolean nested, String indent) {
      Row own = new Row(indent + name, type, output, trainable, nonTrainable, inputs);
      return Stream.concat(
          Stream.of(own),
          nested
              ? this.nested.stream().flatMap(row -> row.expanded(true, indent + INDENT))
              : Stream.empty());
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
    List<Row> rows = new ArrayList<>();
    collect(model.wiring(), scope, model.converted(model.inputs()), rows);
    return new Summary(experiment.name(), rows);
  }

  /** Emits layers, and takes down the row of each; returns what they give. */
  private static List<Tensor> collect(
      Wiring wiring, Scope scope, List<Tensor> given, List<Row> rows) {
    if (!wiring.isSequential()) {
      for (int i = 0; i < given.size(); i++) {
        Shape input = channelsLast(given.get(i).shape());
        rows.add(new Row(wiring.inputs().get(i), "InputLayer", input, 0, 0, List.of()));
      }
    }
    List<Tensor> outputs =
        wiring.outputs(
            given,
            (call, taken) ->
                scope.within(
                    call.owner(),
                    inner -> {
                      List<Row> nested = new ArrayList<>();
                      Tensor output = emit(call, inner, taken, nested);
                      if (call.use() == 0) {
                        rows.add(row(call, wiring, output, inner, nested));
                      }
                      return output;
                    }));
    return wiring.ends().stream().map(outputs::get).toList();
  }

  private static Tensor emit(Wiring.Call call, Scope scope, List<Tensor> taken, List<Row> nested) {
    return call.layer() instanceof Block block
        ? collect(block.wiring(), scope.forUse(call.use()), taken, nested).get(0)
        : call.emit(scope, taken);
  }

  private static Row row(
      Wiring.Call call, Wiring wiring, Tensor output, Scope scope, List<Row> nested) {
    String prefix = scope.path() + "/";
    List<Variable> own =
        scope.variables().stream().filter(v -> v.path().startsWith(prefix)).toList();
    List<String> inputs =
        wiring.isSequential()
            ? List.of()
            : wiring.calls().stream()
                .filter(use -> use.owner().equals(call.owner()))
                .flatMap(use -> use.sources().stream())
                .map(wiring::output)
                .toList();
    return new Row(
        call.owner(),
        call.layer().getClass().getSimpleName(),
        channelsLast(output.shape()),
        size(own, true),
        size(own, false),
        inputs,
        nested);
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
    return text(false);
  }

  /**
   * Returns the table and the totals, each line ended.
   *
   * @param nested whether the layers of a {@link Block} follow its row, as with Keras's {@code
   *     expand_nested}
   * @return the text
   */
  public String text(boolean nested) {
    List<Row> shown = rows.stream().flatMap(row -> row.expanded(nested, "")).toList();
    List<List<List<String>>> table = shown.stream().map(Row::lines).toList();
    boolean branching = shown.stream().anyMatch(row -> !row.inputs.isEmpty());
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
