package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import dev.tenon.spi.UserError;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WiringTest {
  private static final Placement ROWS = new Placement(new Parts.Rows());
  private static final Placement UNITS = new Placement(new Parts.Units(8));
  private static final Placement SUM = new Placement(new Parts.Sum());
  private static final Placement LAST = new Placement(new Parts.Units(3));

  @Test
  void a_sound_model_with_branches_has_no_problems() {
    assertThat(Validation.of(Parts.small().withModel(Parts.branching())).list()).isEmpty();
  }

  @Test
  void a_call_knows_its_layer_its_inputs_and_whose_parameters_it_uses() {
    List<Wiring.Call> calls = Parts.branching().wiring().calls();

    assertThat(calls)
        .extracting(Wiring.Call::name)
        .containsExactly(
            "rows", "stem", "units", "units_1", "sum", "units_2", "units_2[1]", "units_3");
    assertThat(calls)
        .extracting(Wiring.Call::sources)
        .containsExactly(
            List.of(0),
            List.of(1),
            List.of(1),
            List.of(3),
            List.of(2, 4),
            List.of(5),
            List.of(6),
            List.of(7));
    assertThat(calls.get(6))
        .isEqualTo(
            new Wiring.Call(6, calls.get(5).layer(), "units_2[1]", "units_2", 1, List.of(6)));
  }

  @Test
  void something_can_be_made_of_each_call_in_turn() {
    List<String> made =
        Parts.branching()
            .wiring()
            .outputs(
                List.of("x"), (call, inputs) -> call.owner() + inputs.toString().replace(" ", ""));

    assertThat(made).hasSize(9).startsWith("x", "rows[x]", "stem[rows[x]]");
    assertThat(made.get(5)).isEqualTo("sum[stem[rows[x]],units_1[units[rows[x]]]]");
    assertThat(made.get(7)).isEqualTo("units_2[units_2[" + made.get(5) + "]]");
  }

  @Test
  void an_unknown_input_is_told_with_the_nearest_known_one() {
    assertThatProblems(ROWS, UNITS.withInputs("row"), LAST)
        .containsExactly(
            "model.layers[1].inputs[0]: there is no layer 'row' before this one; "
                + "did you mean 'rows'? there are input, rows");
  }

  @Test
  void a_layer_cannot_take_what_comes_later_or_its_own_output() {
    assertThatProblems(ROWS, SUM.withInputs("rows", "units"), UNITS.withInputs("units"), LAST)
        .containsExactly(
            "model.layers[1].inputs[1]: 'units' is model.layers[2], which comes later; "
                + "a layer can use only what stands before it in the list",
            "model.layers[2].inputs[0]: 'units' is the layer itself; "
                + "a layer can use only what stands before it in the list");
  }

  @Test
  void a_model_that_cannot_be_joined_has_no_classes_to_compare_with_the_data() {
    Model model = new Model(new Input(4, 4, 3), List.of(ROWS, LAST.withInputs("row")));
    Experiment experiment = Parts.small().withModel(model);

    assertThat(Validation.of(experiment, List.of("a", "b")).list())
        .isEqualTo(Validation.of(experiment).list())
        .hasSize(1);
  }

  @Test
  void an_output_that_nothing_takes_is_told() {
    assertThatProblems(ROWS, UNITS, UNITS.withInputs("rows"), UNITS.withInputs("rows"), LAST)
        .containsExactly(
            "model.layers[1] (units): nothing takes its output; "
                + "name it among the inputs of a later layer, or remove it",
            "model.layers[2] (units_1): nothing takes its output; "
                + "name it among the inputs of a later layer, or remove it");
  }

  @Test
  void a_plain_layer_takes_one_input() {
    assertThatProblems(ROWS, UNITS, LAST.withInputs("rows", "units"))
        .containsExactly(
            "model.layers[2] (units_1): takes one input, got 2 (rows, units); "
                + "join them first, by a layer such as Add or Concatenate");
  }

  @Test
  void two_layers_cannot_have_one_name() {
    assertThatProblems(ROWS, UNITS.withName("a"), UNITS.withName("a"), LAST)
        .containsExactly(
            "model.layers[2]: is named 'a', as model.layers[1] is; give one of them another name");
    assertThatProblems(ROWS, UNITS.withName("units"), LAST)
        .containsExactly(
            "model.layers[2]: is named 'units', as model.layers[1] is; "
                + "give one of them another name");
    assertThatProblems(ROWS, UNITS.withName("input"), LAST)
        .containsExactly(
            "model.layers[1]: cannot be named input, as what the model takes is; "
                + "give it another name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "..", "a[1]", "-x"})
  void a_name_that_cannot_be_part_of_a_path_is_refused(String name) {
    assertThatProblems(ROWS, LAST.withName(name))
        .singleElement()
        .asString()
        .startsWith("model.layers[1].name: must be letters, digits, ")
        .endsWith("got '" + name + "'");
  }

  @Test
  void parameters_are_shared_with_an_equal_earlier_layer_alone() {
    assertThatProblems(ROWS, UNITS, UNITS.withSharing("unit"), LAST)
        .containsExactly(
            "model.layers[2].shares: there is no layer 'unit' before this one; "
                + "did you mean 'units'? there are input, rows, units");
    assertThatProblems(ROWS, UNITS, UNITS.withSharing("input"), LAST)
        .containsExactly("model.layers[2].shares: must name a layer; the model's input is none");
    assertThatProblems(ROWS, UNITS.withSharing("units"), UNITS, LAST)
        .containsExactly(
            "model.layers[1].shares: 'units' is model.layers[2], which comes later; "
                + "a layer can use only what stands before it in the list");
    assertThatProblems(ROWS, UNITS, LAST.withSharing("units"))
        .containsExactly(
            "model.layers[2]: cannot share the parameters of 'units', which is another layer: "
                + "they differ in units; make them equal");
    assertThatProblems(ROWS, UNITS, ROWS.withSharing("units"), LAST)
        .containsExactly(
            "model.layers[2]: cannot share the parameters of 'units', which is another layer: "
                + "one is a Rows, the other a Units; make them equal");
  }

  @Test
  void a_layer_shared_through_another_use_has_the_same_owner() {
    Placement again = UNITS.withSharing("units_1");
    Model model =
        new Model(
            new Input(4, 4, 3),
            List.of(ROWS, UNITS, UNITS, again, UNITS.withSharing("units_1[1]"), again, LAST));

    assertThat(model.wiring().calls())
        .extracting(Wiring.Call::owner)
        .containsExactly("rows", "units", "units_1", "units_1", "units_1", "units_1", "units_2");
    assertThat(model.wiring().calls())
        .extracting(Wiring.Call::use)
        .containsExactly(0, 0, 0, 1, 2, 3, 0);
    assertThat(Validation.of(Parts.small().withModel(model)).list()).isEmpty();
  }

  @Test
  void a_use_without_a_name_is_called_after_the_layer_and_its_number() {
    Model model =
        new Model(
            new Input(4, 4, 3),
            List.of(
                ROWS,
                UNITS.withName("a"),
                UNITS.withName("b").withSharing("a"),
                UNITS.withSharing("b"),
                UNITS.withSharing("a[2]"),
                LAST));
    Wiring wiring = model.wiring();

    assertThat(model.names()).containsExactly("rows", "a", "b", "a[2]", "a[3]", "units");
    for (Wiring.Call call : wiring.calls().subList(3, 5)) {
      assertThat(wiring.output(call.index() + 1)).isEqualTo(call.name() + "[0]");
    }
  }

  /** A merge of inputs that must have one shape. */
  public record Strict() implements Merge {
    @Override
    public Tensor apply(Scope scope, List<Tensor> inputs) {
      if (!inputs.get(0).shape().equals(inputs.get(1).shape())) {
        throw new ShapeException("Strict got " + inputs.get(0).shape() + inputs.get(1).shape());
      }
      return inputs.get(0).add(inputs.get(1));
    }
  }

  @Test
  void inputs_that_do_not_fit_are_told_once_and_what_depends_on_them_not_at_all() {
    assertThatProblems(
            ROWS,
            new Placement(new Parts.Units(5)).withName("narrow"),
            UNITS.withInputs("rows"),
            new Placement(new Strict()).withInputs("narrow", "units"),
            LAST)
        .containsExactly("model.layers[3] (strict): Strict got [N, 5][N, 8]");
  }

  @Test
  void branches_are_checked_even_if_another_fails() {
    assertThatProblems(
            UNITS.withName("left"),
            UNITS.withName("right").withInputs("input"),
            SUM.withInputs("left", "right"),
            LAST)
        .containsExactly(
            "model.layers[0] (left): Units needs [N, features], got [N, 3, 4, 4]",
            "model.layers[1] (right): Units needs [N, features], got [N, 3, 4, 4]");
  }

  @Test
  void a_block_names_the_layer_within_that_does_not_fit() {
    Block block = new Block(List.of(UNITS, ROWS));

    assertThatProblems(new Placement(block), LAST)
        .containsExactly(
            "model.layers[0] (block): block/units: Units needs [N, features], got [N, 3, 4, 4]");
  }

  @Test
  void a_block_that_cannot_be_joined_is_refused_at_once() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Block(List.of(UNITS, SUM.withInputs("unit", "input"))))
        .withMessageStartingWith("layers[1].inputs[0]: there is no layer 'unit' before this one");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Block(List.of()))
        .withMessage("a block needs a layer at least");
  }

  @Test
  void a_model_that_cannot_be_joined_is_not_emitted() {
    Model model = new Model(new Input(4, 4, 3), List.of(ROWS.withInputs("x")));

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(model::wiring)
        .withMessage(
            "model: layers[0].inputs[0]: there is no layer 'x' before this one; there are input");
  }

  @Test
  void a_block_takes_as_many_inputs_as_it_names() {
    Block one = new Block(List.of(UNITS));
    Block two = new Block(List.of(SUM.withInputs("a", "b")), List.of("a", "b"));

    assertThatProblems(
            ROWS,
            new Placement(one).withInputs("rows", "rows"),
            new Placement(two).withInputs("block"),
            new Placement(two),
            LAST)
        .containsExactly(
            "model.layers[1] (block): takes one input, got 2 (rows, rows); "
                + "join them first, by a layer such as Add or Concatenate",
            "model.layers[2] (block_1): takes 2 inputs, got 1 (block); "
                + "name the layers whose outputs it takes, in order",
            "model.layers[3] (block_2): takes 2 inputs, got 1; "
                + "name the layers whose outputs it takes, in order");
  }

  @Test
  void what_a_block_takes_has_names_of_its_own_and_is_used() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Block(List.of(UNITS), List.of("a", "b")))
        .withMessage(
            "takes[1] (b): no layer takes it; name it among the inputs of one, or remove it");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Block(List.of(SUM), List.of("a", "a")))
        .withMessage("a block takes one input at least, each under a name of its own, got [a, a]");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Block(List.of(UNITS.withName("a")), List.of("a")))
        .withMessage(
            "layers[0]: cannot be named a, as what the model takes is; give it another name");
  }

  @Test
  void an_output_must_be_a_layer_that_is_named_once() {
    Model model =
        new Model(new Input(4, 4, 3), List.of(ROWS, LAST), List.of("units", "unit", "units"));

    assertThat(Validation.of(Parts.small().withModel(model)).list().stream().map(Problem::toString))
        .containsExactly(
            "model.outputs[1]: there is no layer 'unit'; did you mean 'units'? "
                + "there are rows, units",
            "model.outputs[2]: 'units' is an output already; name each layer once");
  }

  @Test
  void the_last_layer_must_be_used_where_others_are_the_outputs() {
    Model model = new Model(new Input(4, 4, 3), List.of(ROWS, LAST, LAST), List.of("units"));

    assertThat(Validation.of(Parts.small().withModel(model)).list().stream().map(Problem::toString))
        .containsExactly(
            "model.layers[2] (units_1): nothing takes its output; "
                + "name it among the inputs of a later layer, or remove it");
  }

  private static ListAssert<String> assertThatProblems(Placement... layers) {
    Model model = new Model(new Input(4, 4, 3), Arrays.asList(layers));
    return assertThat(
        Validation.of(Parts.small().withModel(model)).list().stream()
            .map(Problem::toString)
            .toList());
  }
}
