package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenon.spi.Layer;
import dev.tenon.spi.UserError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeTest {
  private static final Layer ROWS = new Parts.Rows();
  private static final Layer UNITS = new Parts.Units(8);
  private static final Layer SUM = new Parts.Sum();

  @Test
  void layers_in_a_row_make_the_same_model_as_a_list_of_them() {
    Model model = Model.of(Node.input(4, 4, 3).then(ROWS, UNITS).then(UNITS));

    assertThat(model).isEqualTo(new Model(new Input(4, 4, 3), ROWS, UNITS, UNITS));
    assertThat(model.wiring().isSequential()).isTrue();
  }

  @Test
  void branches_are_listed_in_the_order_in_which_the_output_needs_them() {
    Node rows = Node.input(4, 4, 3).then(ROWS);
    Node shortcut = rows.then("shortcut", new Parts.Units(8));
    Node longer = rows.then(UNITS, UNITS);

    assertThat(Model.of(Node.of(SUM, longer, shortcut)).layers())
        .containsExactly(
            new Placement(ROWS),
            new Placement(UNITS),
            new Placement(UNITS),
            new Placement(UNITS).withName("shortcut").withInputs("rows"),
            new Placement(SUM).withInputs("units_1", "shortcut"));
    assertThat(Model.of(Node.of("last", SUM, shortcut, longer)).layers())
        .containsExactly(
            new Placement(ROWS),
            new Placement(UNITS).withName("shortcut"),
            new Placement(UNITS).withInputs("rows"),
            new Placement(UNITS),
            new Placement(SUM).withName("last").withInputs("shortcut", "units_1"));
  }

  @Test
  void equal_layers_are_layers_of_their_own_unless_one_is_applied_again() {
    Node rows = Node.input(4, 4, 3).then(ROWS);
    Node first = rows.then(UNITS);
    Node second = rows.then(UNITS);
    Node third = first.again(second);

    assertThat(Model.of(Node.of(SUM, first, second, third)).layers())
        .containsExactly(
            new Placement(ROWS),
            new Placement(UNITS),
            new Placement(UNITS).withInputs("rows"),
            new Placement(UNITS).withSharing("units"),
            new Placement(SUM).withInputs("units", "units_1", "units[1]"));
  }

  @Test
  void a_layer_belongs_to_its_first_use_in_the_model() {
    Node rows = Node.input(4, 4, 3).then(ROWS);
    Node unused = rows.then("encoder", UNITS);
    Node one = unused.again(rows);
    Node two = one.again(one);

    assertThat(Model.of(two).layers())
        .containsExactly(
            new Placement(ROWS),
            new Placement(UNITS).withName("encoder"),
            new Placement(UNITS).withSharing("encoder"));
    assertThat(Model.of(two).names()).containsExactly("rows", "encoder", "encoder[1]");
  }

  @Test
  void the_input_itself_can_be_joined() {
    Node image = Node.input(new Input(1, 1, 2).withScaling(1, 0));

    assertThat(Model.of(Node.of(SUM, image, image)))
        .isEqualTo(
            new Model(
                new Input(1, 1, 2).withScaling(1, 0),
                List.of(new Placement(SUM).withInputs("input", "input"))));
  }

  @Test
  void a_model_of_two_inputs_is_refused_with_their_sizes() {
    Node left = Node.input(4, 4, 3).then(ROWS);
    Node right = Node.input(28, 28, 1).then(ROWS);

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Model.of(Node.of(SUM, left, right)))
        .withMessage(
            "a model has one input without a name, and this one has 2, 4x4x3 and 28x28x1: "
                + "let all branches begin with the same node, or name the others, "
                + "Node.input(name, image)");
  }

  @Test
  void a_layer_needs_an_input_and_an_input_is_no_layer() {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Node.of(SUM))
        .withMessage("a layer needs an input, and Sum[] was given none: apply it to a node");
    Node image = Node.input(4, 4, 3);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> image.again(image))
        .withMessage("the input of a model is no layer and cannot be applied again");
  }

  @Test
  void a_deep_model_is_listed_without_a_deep_stack() throws InterruptedException {
    Node rows = Node.input(4, 4, 3).then(ROWS);
    Node deep = rows;
    for (int i = 0; i < 5000; i++) {
      deep = Node.of(SUM, deep, deep);
    }
    Node output = deep;
    List<Model> listed = new ArrayList<>();
    Thread thread = new Thread(null, () -> listed.add(Model.of(output)), "small", 256 << 10);
    thread.start();
    thread.join();

    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).layers()).hasSize(5001);
    assertThat(listed.get(0).wiring().calls().get(5000).name()).isEqualTo("sum_4999");
  }

  @Test
  void a_layer_cannot_be_applied_again_where_its_parameters_are_not() {
    Node outside = Node.input(4, 4, 3).then(ROWS).then("shared", UNITS);
    Node other = Node.input(4, 4, 3).then(ROWS);

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Block.of(outside::again))
        .withMessageStartingWith(
            "a layer can be applied again only in its own model or block, whose input ");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> outside.again(other))
        .withMessageContaining("it would have parameters of its own elsewhere");
    assertThat(Block.of(x -> x.then(UNITS).again(x)).layers())
        .containsExactly(new Placement(UNITS));
  }

  @Test
  void a_block_lists_what_is_done_with_its_input() {
    assertThat(Block.of(x -> Node.of(SUM, x.then(UNITS), x)))
        .isEqualTo(
            new Block(
                List.of(new Placement(UNITS), new Placement(SUM).withInputs("units", "input"))));
  }

  @Test
  void nodes_inside_and_outside_of_a_block_cannot_be_joined() {
    Node outside = Node.input(4, 4, 3);
    Node[] leaked = new Node[1];

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Block.of(x -> Node.of(SUM, x, outside)))
        .withMessageStartingWith("nodes within a block and outside of it cannot be joined");
    Block.of(x -> leaked[0] = x.then(UNITS));
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Model.of(leaked[0]))
        .withMessageStartingWith("nodes within a block and outside of it cannot be joined");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Model.of(Node.of(SUM, leaked[0], outside)))
        .withMessageContaining("that of a block and 4x4x3");
  }

  @Test
  void a_block_of_several_inputs_names_what_its_layers_take() {
    Block block =
        Block.of(
            List.of("left", "right"),
            in -> {
              Node right = in.get(1).then(UNITS);
              return Node.of(SUM, right, right.again(in.get(0)));
            });

    assertThat(block.takes()).containsExactly("left", "right");
    assertThat(block.layers())
        .containsExactly(
            new Placement(UNITS).withInputs("right"),
            new Placement(UNITS).withSharing("units").withInputs("left"),
            new Placement(SUM).withInputs("units", "units[1]"));
    assertThat(Block.of(List.of("a", "input"), in -> Node.of(SUM, in.get(1), in.get(0))).layers())
        .containsExactly(new Placement(SUM).withInputs("input", "a"));
  }

  @Test
  void a_model_of_one_output_can_be_a_layer_of_another() {
    Node x = Node.input(4, 4, 3).then(ROWS, UNITS);

    assertThat(Block.of(Model.of(x)))
        .isEqualTo(new Block(List.of(new Placement(ROWS), new Placement(UNITS))));
    Model two = Model.of(x.then("a", UNITS), x.then("b", UNITS));
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Block.of(two))
        .withMessage(
            "a model of the outputs a, b cannot be a layer, which has one: "
                + "make a model of one of them");
  }

  @Test
  void a_model_lists_what_its_first_output_needs_before_all_else() {
    Node rows = Node.input(4, 4, 3).then(ROWS);
    Node early = rows.then("early", UNITS);
    Node late = early.then("late", UNITS);
    Model model = Model.of(late.then("main", UNITS), early.then(UNITS), late);

    assertThat(model.layers())
        .containsExactly(
            new Placement(ROWS),
            new Placement(UNITS).withName("early"),
            new Placement(UNITS).withName("late"),
            new Placement(UNITS).withName("main"),
            new Placement(UNITS).withInputs("early"));
    assertThat(model.outputs()).containsExactly("main", "units", "late");
    assertThat(model.outputNames()).isEqualTo(model.outputs());
    assertThat(model.wiring().ends()).containsExactly(4, 5, 3);
    assertThat(Model.of(late).outputs()).isEmpty();
    assertThat(Model.of(late).outputNames()).containsExactly("late");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Model.of(late, Node.input(4, 4, 3)))
        .withMessageContaining("one input");
    Node image = Node.input(4, 4, 3);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Model.of(image.then(ROWS), image))
        .withMessage("the input of a model cannot be its output: apply a layer to it");
  }

  @Test
  void a_model_lists_its_features_by_name() {
    Node image = Node.input(4, 4, 3).then(ROWS);
    Node meta = Node.input("meta", 48);
    Node other = Node.input("other", new Input(4, 4, 3));
    Model model =
        Model.of(Node.of(SUM, image.then(UNITS), meta.then(UNITS), other.then(ROWS, UNITS)));

    assertThat(model.features())
        .containsExactly(
            new NamedInput.Row("meta", 48), new NamedInput.Picture("other", new Input(4, 4, 3)));
    assertThat(model.layers())
        .startsWith(
            new Placement(ROWS),
            new Placement(UNITS),
            new Placement(UNITS).withInputs("meta"),
            new Placement(ROWS).withInputs("other"));
    assertThat(model.types().keySet()).containsExactly("image", "meta", "other");
    assertThat(model.wiring().inputs()).containsExactly("input", "meta", "other");
    assertThat(Block.of(model).takes()).containsExactly("input", "meta", "other");
  }

  @Test
  void a_tower_is_shared_by_an_image_and_a_feature() {
    Node left = Node.input(4, 4, 3).then(ROWS).then("tower", UNITS);
    Node right = left.again(Node.input("right", new Input(4, 4, 3)).then(ROWS));

    assertThat(Model.of(Node.of(SUM, left, right)).names())
        .containsExactly("rows", "tower", "rows_1", "tower[1]", "sum");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Block.of(x -> right.again(x)))
        .withMessageContaining("it would have parameters of its own elsewhere");
    Node alone = Node.input("right", 8).then(UNITS);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Block.of(x -> alone.again(x)))
        .withMessageContaining("it would have parameters of its own elsewhere");
  }

  @Test
  void a_model_takes_an_image_and_each_feature_once() {
    Node meta = Node.input("meta", 8);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Model.of(meta.then(UNITS)))
        .withMessage(
            "a model takes an image, and this one takes only meta: "
                + "let a branch begin with Node.input(height, width, channels)");
    Node image = Node.input(4, 4, 3).then(ROWS, UNITS);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Model.of(Node.of(SUM, image, meta, Node.input("meta", 8))))
        .withMessage("two inputs are called meta: let all branches begin with the same node");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Block.of(x -> Node.of(SUM, x, meta)))
        .withMessageStartingWith("nodes within a block and outside of it cannot be joined");
  }
}
