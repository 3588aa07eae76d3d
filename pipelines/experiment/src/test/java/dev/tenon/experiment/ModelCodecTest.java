package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** The JSON of models whose layers are not in a row. */
class ModelCodecTest {
  private final Codec codec = new Codec(Parts.CATALOG);

  @Test
  void a_model_with_branches_round_trips_exactly() {
    Experiment experiment = Parts.small().withModel(Parts.branching());
    String json = codec.write(experiment);

    assertThat(codec.read(json, "x")).isEqualTo(experiment);
    assertThat(codec.write(codec.read(json, "x"))).isEqualTo(json);
  }

  @Test
  void a_layer_says_what_it_is_called_and_what_it_takes_only_where_that_is_not_plain() {
    String layers =
        """
        ["rows",
         {"type": "units", "units": 8, "name": "stem"},
         {"type": "units", "units": 8, "inputs": ["rows"]},
         {"type": "units", "units": 8},
         {"type": "sum", "inputs": ["stem", "units_1"]},
         {"type": "units", "units": 8, "bias": false, "initializer": {"type": "filled", "value": 0.1},
          "border": "same"},
         {"type": "units", "units": 8, "bias": false, "initializer": {"type": "filled", "value": 0.1},
          "border": "same", "shares": "units_2"},
         {"type": "units", "units": 3}]
        """;
    Experiment read = codec.read(Parts.json(layers), "x");

    assertThat(read.model()).isEqualTo(Parts.branching());
    assertThat(codec.write(read))
        .contains(
            "\"rows\",\n",
            "        \"border\": \"valid\",\n        \"name\": \"stem\"\n",
            "        \"border\": \"valid\",\n        \"inputs\": [\"rows\"]\n",
            "      {\"type\": \"sum\", \"inputs\": [\"stem\", \"units_1\"]},\n",
            "        \"border\": \"same\",\n        \"shares\": \"units_2\"\n");
  }

  @Test
  void a_block_round_trips_with_its_layers() {
    Block block = Block.of(x -> Node.of(new Parts.Sum(), x, x.then("inner", new Parts.Units(8))));
    Experiment experiment =
        Parts.small()
            .withModel(
                new Model(
                    new Input(4, 4, 3),
                    new Parts.Rows(),
                    new Parts.Units(8),
                    block,
                    new Parts.Units(3)));

    String json = codec.write(experiment);
    assertThat(json).contains("{\"type\": \"sum\", \"inputs\": [\"input\", \"inner\"]}");
    assertThat(codec.read(json, "x")).isEqualTo(experiment);
    assertThatError(json.replace("\"input\", \"inner\"", "\"input\", \"iner\""))
        .isEqualTo(
            "x: model.layers[2]: layers[1].inputs[1]: there is no layer 'iner' before this one; "
                + "did you mean 'inner'? there are input, inner");
  }

  @Test
  void a_block_of_several_inputs_round_trips_used_twice() {
    Block block =
        Block.of(List.of("left", "right"), in -> Node.of(new Parts.Sum(), in.get(0), in.get(1)));
    Node x = Node.input(4, 4, 3).then(new Parts.Rows());
    Node once = Node.of("pair", block, x, x);
    Experiment experiment =
        Parts.small().withModel(Model.of(once.again(once, x).then(new Parts.Units(3))));
    String json = codec.write(experiment);

    assertThat(json).contains("\"takes\": [\"left\", \"right\"]", "\"shares\": \"pair\"");
    assertThat(codec.read(json, "x")).isEqualTo(experiment);
    assertThat(Validation.of(experiment).list()).isEmpty();
  }

  @Test
  void outputs_and_what_is_asked_of_them_round_trip() {
    Node x = Node.input(4, 4, 3).then(new Parts.Rows());
    Model model = Model.of(x.then("main", new Parts.Units(3)), x.then("aux", new Parts.Units(3)));
    Experiment experiment =
        Parts.small()
            .withModel(model)
            .withHeads(
                new Head("main").withMetrics(new Parts.First(1)),
                new Head("aux", 0.3).withLoss(new Parts.CrossEntropy()).withMetrics());
    String json = codec.write(experiment);

    assertThat(json).contains("\"outputs\": [\"main\", \"aux\"]");
    assertThat(codec.read(json, "x")).isEqualTo(experiment);
    assertThat(codec.read(json, "x").heads().get(1).metrics()).contains(List.of());
    Experiment brief =
        codec.read(
            json.substring(0, json.indexOf("  \"heads\""))
                + "\"heads\": [\"main\", {\"output\": \"aux\", \"weight\": 0.3}]}",
            "x");
    assertThat(brief.heads()).containsExactly(new Head("main"), new Head("aux", 0.3));
  }

  @Test
  void features_and_targets_round_trip() {
    Node x = Node.input(4, 4, 3).then(new Parts.Rows(), new Parts.Units(3));
    Node right = Node.input("right", new Input(2, 2, 1).withScaling(1, 0)).then(new Parts.Rows());
    Node y = Node.of(new Parts.Sum(), x, Node.input("meta", 3), right.then(new Parts.Units(3)));
    Experiment experiment =
        Parts.small().withModel(Model.of(y, x)).withHeads(new Head("units").withTarget("colour"));
    String json = codec.write(experiment);

    assertThat(json)
        .contains(
            "{\"type\": \"row\", \"name\": \"meta\", \"size\": 3}",
            "\"type\": \"picture\"",
            "\"target\": \"colour\"");
    assertThat(codec.read(json, "x")).isEqualTo(experiment);
    assertThat(Validation.of(experiment).list()).isEmpty();
    assertThatError(json.replace("\"size\": 3", "\"size\": 0"))
        .isEqualTo("x: model.features[0]: the row meta needs a size of 1 or more, got 0");
    assertThatError(json.replace("\"type\": \"row\"", "\"type\": \"rows\""))
        .contains("model.features[0]: unknown named_input 'rows'; did you mean 'row'?");
  }

  @Test
  void what_is_said_about_a_layers_place_is_checked_as_its_parameters_are() {
    assertThatError(Parts.json("[{\"type\": \"rows\", \"inputs\": \"input\"}]"))
        .isEqualTo("x: model.layers[0].inputs: expected a list, got \"input\"");
    assertThatError(Parts.json("[{\"type\": \"rows\", \"inputs\": [1]}]"))
        .isEqualTo("x: model.layers[0].inputs[0]: expected a text, got 1");
    assertThatError(Parts.json("[{\"type\": \"rows\", \"name\": 7, \"shares\": []}]"))
        .contains(
            "model.layers[0].name: expected a text, got 7",
            "model.layers[0].shares: expected a text, got []");
    assertThatError(Parts.json("[{\"type\": \"rows\", \"input\": [\"input\"]}]"))
        .isEqualTo(
            "x: model.layers[0].input: unknown parameter; did you mean 'inputs'? "
                + "rows has no parameters");
    assertThatError(Parts.json("[{\"name\": \"rows\"}]"))
        .isEqualTo("x: model.layers[0].type: missing; there are block, rows, sum, units");
    assertThatError(Parts.json("{\"rows\": []}"))
        .isEqualTo("x: model.layers: expected a list, got {\"rows\":[]}");
  }

  /** A layer whose component has a name that a layer's place needs. */
  public record Titled(String name) implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return x;
    }
  }

  @Test
  void a_layer_whose_component_is_called_as_its_place_says_is_refused_both_ways() {
    Codec titled = new Codec(Parts.catalog(Map.of("titled", Titled.class)));
    Experiment experiment = Parts.small().withModel(new Model(new Input(4, 4, 3), new Titled("a")));
    String told =
        "model.layers[0]: "
            + Titled.class.getName()
            + " has a component 'name', which here says something else; rename the component";

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> titled.write(experiment))
        .withMessageContaining(told);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> titled.read(Parts.json("[{\"type\": \"titled\", \"name\": \"a\"}]"), "x"))
        .withMessageContaining(told);
  }

  private AbstractStringAssert<?> assertThatError(String json) {
    return assertThat(catchThrowableOfType(UserError.class, () -> codec.read(json, "x")))
        .isNotNull()
        .extracting(Throwable::getMessage, STRING);
  }
}
