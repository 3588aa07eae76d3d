package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Loss;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Monitor;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

class HeadTest {
  private static final Metric FIRST = new Parts.First(1);

  /** Another metric. */
  public record Second() implements Metric {
    @Override
    public Parts.Always empty() {
      return new Parts.Always();
    }
  }

  private static Experiment outputs(int... units) {
    Node x = Node.input(4, 4, 3).then(new Parts.Rows());
    Node main = x.then("main", new Parts.Units(units[0]));
    Node[] others =
        Stream.of("aux", "late")
            .limit(units.length - 1)
            .map(name -> x.then(name, new Parts.Units(units[name.equals("aux") ? 1 : 2])))
            .toArray(Node[]::new);
    return Parts.small().withModel(Model.of(main, others));
  }

  @Test
  void an_output_without_a_head_is_asked_what_is_asked_of_all() {
    Loss other = (prediction, target) -> prediction.reduceSum(false, 1);
    Experiment experiment =
        outputs(3, 3, 3)
            .withMetrics(FIRST)
            .withHeads(
                new Head("late", 0.5).withLoss(other), new Head("aux").withMetrics(new Second()));

    assertThat(Goal.of(experiment))
        .containsExactly(
            new Goal("main", experiment.loss(), 1, List.of(FIRST), "label"),
            new Goal("aux", experiment.loss(), 1, List.of(new Second()), "label"),
            new Goal("late", other, 0.5, List.of(FIRST), "label"));
    assertThat(Validation.of(experiment).list()).isEmpty();
  }

  @Test
  void results_are_called_after_the_output_where_there_are_several() {
    Experiment several =
        outputs(3, 3)
            .withMetrics(FIRST, new Second())
            .withHeads(new Head("aux").withMetrics(new Second()));

    assertThat(several.metricNames())
        .containsExactly("main_loss", "aux_loss", "main_first", "main_second", "aux_second");
    assertThat(Score.of(several)).extracting(Score::output).containsExactly(0, 1, 0, 0, 1);
    assertThat(outputs(3).withMetrics(FIRST).metricNames()).containsExactly("first");
    assertThatProblems(
            several.withListeners(new Parts.Watch(Monitor.of("aux_loss"), OptionalInt.empty())))
        .isEmpty();
    assertThatProblems(
            several.withListeners(new Parts.Watch(Monitor.of("first"), OptionalInt.empty())))
        .singleElement()
        .asString()
        .startsWith("listeners[0]: monitors 'first', which is not measured; did you mean '");
  }

  @Test
  void the_losses_are_added_up_by_their_weights() {
    Tensor losses = Tensor.input("l", DataType.FLOAT, Shape.of(Shape.BATCH));
    List<Goal> goals = Goal.of(outputs(3, 3).withHeads(new Head("aux", 0.25)));

    assertThat(Goal.total(goals.subList(0, 1), List.of(losses))).isSameAs(losses);
    assertThat(Goal.total(goals, List.of(losses, losses)).op().onnxName()).isEqualTo("Add");
  }

  @Test
  void a_head_must_be_of_an_output_and_the_only_one() {
    assertThatProblems(outputs(3, 3).withHeads(new Head("aus"), new Head("aux"), new Head("aux")))
        .containsExactly(
            "heads[0].output: the model has no output 'aus'; did you mean 'aux'? "
                + "the outputs are main, aux",
            "heads[2].output: there is another head of 'aux'; give an output one at most");
    assertThatProblems(Parts.small().withHeads(new Head("units")))
        .containsExactly(
            "heads[0].output: the model has no output 'units'; did you mean 'units_1'? "
                + "the output is units_1");
    assertThatProblems(Parts.small().withHeads(new Head("units_1", 0)))
        .containsExactly("heads: give all outputs the weight 0; one at least must be trained");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Head("aux", -1))
        .withMessage("the weight of the output aux must be finite and at least 0, got -1.0");
  }

  @Test
  void all_outputs_tell_the_same_classes_apart() {
    assertThatProblems(outputs(3, 4))
        .containsExactly(
            "model.outputs: must predict the same number of classes, since each is given the "
                + "example's label; got main of 3, aux of 4");
    assertThatProblems(outputs(3, 1))
        .singleElement()
        .asString()
        .startsWith(
            "model.outputs[1]: must predict FLOAT[N, classes] for at least 2 classes, got ");
  }

  @Test
  void outputs_of_other_targets_tell_other_classes_apart() {
    Experiment experiment = outputs(3, 5, 5);
    Head aux = new Head("aux").withTarget("colour");

    assertThatProblems(experiment.withHeads(aux, new Head("late").withTarget("colour"))).isEmpty();
    assertThatProblems(experiment.withHeads(aux))
        .containsExactly(
            "model.outputs: must predict the same number of classes, since each is given the "
                + "example's label; got main of 3, late of 5");
    assertThatProblems(
            experiment.withHeads(
                aux.withMetrics(new Parts.First(5)),
                new Head("late").withTarget("colour").withMetrics(new Parts.First(6))))
        .containsExactly("heads[1].metrics[0].k: must be at most the number of classes, 5, got 6");
    assertThatProblems(outputs(3, 3).withHeads(new Head("main").withTarget("colour")))
        .singleElement()
        .asString()
        .startsWith("heads: give the first output, main, the target colour; it is the one ");
    assertThatProblems(outputs(3, 3).withHeads(new Head("aux").withTarget("a b")))
        .singleElement()
        .asString()
        .startsWith("heads[0].target: must be letters, digits, ");
    assertThat(Goal.targets(experiment.withHeads(aux))).containsExactly("colour");
  }

  @Test
  void a_feature_has_a_name_of_its_own_in_graphs() {
    Node x = Node.input(4, 4, 3).then(new Parts.Rows(), new Parts.Units(3));
    for (String name : List.of("label", "image", "input", "a b")) {
      Node other = Node.input(name, 3);
      Model model = Model.of(Node.of(new Parts.Sum(), x, other));
      assertThatProblems(Parts.small().withModel(model))
          .singleElement()
          .asString()
          .startsWith("model.features[0].name: ");
    }
    Model vast =
        Model.of(Node.of(new Parts.Sum(), x, Node.input("vast", 1 << 28).then(new Parts.Units(3))));
    assertThatProblems(Parts.small().withModel(vast))
        .containsExactly(
            "batch: must be smaller, so that vast of all its examples fits into 2 GiB");
    Model clash =
        new Model(
            new Input(4, 4, 3),
            List.of(
                new Placement(new Parts.Rows()), new Placement(new Parts.Units(3)).withName("a")),
            List.of(),
            List.of(new NamedInput.Row("a", 3)));
    assertThatProblems(Parts.small().withModel(clash))
        .contains(
            "model.layers[1]: cannot be named a, as what the model takes is; give it another name");
  }

  @Test
  void what_a_model_takes_is_used() {
    List<NamedInput> meta = List.of(new NamedInput.Row("meta", 2));
    Placement rows = new Placement(new Parts.Rows());
    Placement last = new Placement(new Parts.Units(3));
    Input image = new Input(4, 4, 3);

    assertThatProblems(
            Parts.small().withModel(new Model(image, List.of(rows, last), List.of(), meta)))
        .containsExactly(
            "model.features[0] (meta): no layer takes it; name it among the inputs of one, "
                + "or remove it");
    assertThatProblems(
            Parts.small()
                .withModel(new Model(image, List.of(last.withInputs("meta")), List.of(), meta)))
        .containsExactly(
            "model.input: no layer takes it; name it among the inputs of one, or remove it");
  }

  @Test
  void a_loss_and_a_metric_are_checked_where_they_stand() {
    Loss wrong = (prediction, target) -> prediction;
    assertThatProblems(
            outputs(3, 3).withHeads(new Head("aux").withLoss(wrong).withMetrics(FIRST, FIRST)))
        .containsExactly(
            "heads[0].loss: must be one number an example, FLOAT[N], got FLOAT[N, 3]",
            "heads[0].metrics[1]: there is another first; each may be measured once");
  }

  @Test
  void two_results_cannot_have_one_name() {
    assertThatProblems(named("val", "aux"))
        .containsExactly(
            "model.outputs[0]: cannot be named val, which results on validation data begin with; "
                + "give the layer another name");
    assertThatProblems(named("learning", "aux").withMetrics(new Rate()))
        .containsExactly(
            "model.outputs: two results would be called learning_rate; "
                + "give the layers other names");
    assertThatProblems(named("validity", "aux").withMetrics(new Rate())).isEmpty();
  }

  @Test
  void several_outputs_are_not_called_as_other_parts_of_the_exported_model() {
    assertThatProblems(named("scene", "image"))
        .containsExactly(
            "model.outputs[1]: cannot be named image, as the exported model's input is; "
                + "give the layer another name");
    assertThatProblems(named("probabilities", "aux"))
        .containsExactly(
            "model.outputs[0]: cannot be named probabilities, as an exported model's only output "
                + "is; give the layer another name");
    Node only = Node.input(4, 4, 3).then(new Parts.Rows()).then("image", new Parts.Units(3));
    assertThatProblems(Parts.small().withModel(Model.of(only))).isEmpty();
  }

  /** A metric whose name is a part of another result's. */
  public record Rate() implements Metric {
    @Override
    public Parts.Always empty() {
      return new Parts.Always();
    }
  }

  private static Experiment named(String first, String second) {
    Node x = Node.input(4, 4, 3).then(new Parts.Rows());
    return Parts.small()
        .withModel(Model.of(x.then(first, new Parts.Units(3)), x.then(second, new Parts.Units(3))));
  }

  private static ListAssert<String> assertThatProblems(Experiment experiment) {
    return assertThat(Validation.of(experiment).list().stream().map(Problem::toString).toList());
  }
}
