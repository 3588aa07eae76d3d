package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import dev.tenon.spi.Scope;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class CodecTest {
  private final Codec codec = new Codec(Parts.CATALOG);

  private static final String SMALL =
      Parts.json(
          "[\"rows\", {\"type\": \"units\", \"units\": 8}, {\"type\": \"units\", \"units\": 3}]");

  @Test
  void an_experiment_with_everything_round_trips_exactly() {
    String json = codec.write(Parts.full());

    assertThat(codec.read(json, "full.json")).isEqualTo(Parts.full());
    assertThat(codec.write(codec.read(json, "full.json"))).isEqualTo(json);
  }

  @Test
  void what_is_left_out_gets_the_defaults_of_the_shortest_constructor() {
    assertThat(codec.read(SMALL, "small.json")).isEqualTo(Parts.small());
  }

  @Test
  void an_extension_by_itself_goes_through_json() {
    Layer layer = new Parts.Units(7);
    String json = codec.write(layer);

    assertThat(json).contains("\"units\": 7");
    assertThat(codec.read(json, Layer.class, "layer.json")).isEqualTo(layer);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> codec.read("\"unit\"", Layer.class, "layer.json"))
        .withMessageStartingWith("layer.json: unknown layer 'unit'");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> codec.write((Schedule) progress -> 1))
        .withMessageContaining("no record");
  }

  @Test
  void the_text_is_laid_out_to_be_read() {
    assertThat(codec.write(Parts.small()))
        .isEqualTo(
            """
            {
              "tenon": 1,
              "name": "small",
              "data": {
                "training": {"type": "folder", "path": "train", "part": null, "limit": null},
                "test": {"type": "folder", "path": "test", "part": null, "limit": null},
                "validation": null,
                "validationSplit": 0.0,
                "errorBudget": 0.01,
                "limit": null
              },
              "model": {
                "input": {"height": 4, "width": 4, "channels": 3, "scale": 0.00392156862745098, "offset": 0.0},
                "layers": [
                  "rows",
                  {
                    "type": "units",
                    "units": 8,
                    "bias": true,
                    "activation": "straight",
                    "initializer": {"type": "filled", "value": 0.5},
                    "border": "valid"
                  },
                  {
                    "type": "units",
                    "units": 3,
                    "bias": true,
                    "activation": "straight",
                    "initializer": {"type": "filled", "value": 0.5},
                    "border": "valid"
                  }
                ],
                "outputs": [],
                "features": []
              },
              "loss": "cross_entropy",
              "optimizer": {"type": "descent", "learningRate": 0.1, "clip": null, "milestones": []},
              "augmentations": [],
              "schedule": null,
              "metrics": [],
              "listeners": [],
              "epochs": 1,
              "batch": 32,
              "seed": 0,
              "strategy": "local",
              "classWeights": {},
              "sampleWeights": false,
              "regularizers": [],
              "heads": []
            }
            """);
  }

  @Test
  void the_text_does_not_depend_on_the_locale() {
    String json = codec.write(Parts.full());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(codec.write(Parts.full())).isEqualTo(json);
      assertThat(codec.read(json, "x")).isEqualTo(Parts.full());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void an_id_alone_stands_for_an_extension_without_required_components() {
    Experiment read = codec.read(with("\"schedule\": \"halving\""), "x");

    assertThat(read.schedule()).contains(new Parts.Halving());
  }

  @Test
  void a_nested_record_may_be_given_as_the_one_value_that_makes_it() {
    String crop = "\"augmentations\": [{\"type\": \"crop\", \"size\": 3, \"least\": 1}]";

    assertThat(codec.read(with(crop), "x").augmentations())
        .containsExactly(new Parts.Crop(new Parts.Size(3), Optional.of(new Parts.Size(1))));
    assertThatError(with(crop.replace("3", "0")))
        .isEqualTo("x: augmentations[0].size: a size is positive, got 0 x 0");
    assertThatError(with(crop.replace("3", "\"3\"")))
        .isEqualTo("x: augmentations[0].size: expected an integer, got \"3\"");
  }

  @Test
  void an_unknown_id_is_told_with_its_path_and_the_nearest_known_one() {
    assertThatError(SMALL.replace("\"units\", \"units\": 3", "\"unit\", \"units\": 3"))
        .isEqualTo(
            "x: model.layers[2]: unknown layer 'unit'; did you mean 'units'? there are block, rows, sum, units");
    assertThatError(SMALL.replace("\"units\", \"units\": 3", "\"convolution\""))
        .isEqualTo(
            "x: model.layers[2]: unknown layer 'convolution'; there are block, rows, sum, units");
  }

  @Test
  void an_id_of_another_kind_is_told_so() {
    assertThatError(SMALL.replace("cross_entropy", "descent"))
        .isEqualTo("x: loss: 'descent' is an optimizer, and a loss is needed here");
  }

  @Test
  void an_unknown_key_is_told_with_the_nearest_known_one() {
    assertThatError(SMALL.replace("learningRate\": 0.1", "learningRate\": 0.1, \"clipp\": 3"))
        .isEqualTo(
            "x: optimizer.clipp: unknown parameter; did you mean 'clip'? "
                + "descent has learningRate, clip, milestones");
    assertThatError(with("\"epoch\": 3"))
        .startsWith("x: epoch: unknown parameter; did you mean 'epochs'? an experiment has name,");
    assertThatError(SMALL.replace("\"rows\"", "{\"type\": \"rows\", \"axis\": 1}"))
        .isEqualTo("x: model.layers[0].axis: unknown parameter; rows has no parameters");
  }

  @Test
  void a_wrong_type_is_told_with_what_came() {
    assertThatError(with("\"epochs\": \"many\""))
        .isEqualTo("x: epochs: expected an integer, got \"many\"");
    assertThatError(with("\"epochs\": 1.5")).isEqualTo("x: epochs: expected an integer, got 1.5");
    assertThatError(with("\"epochs\": null")).isEqualTo("x: epochs: expected an integer, got null");
    assertThatError(with("\"epochs\": 3000000000"))
        .isEqualTo("x: epochs: 3000000000 is out of range");
    assertThatError(with("\"seed\": 9223372036854775808"))
        .isEqualTo("x: seed: 9223372036854775808 is out of range");
    assertThatError(with("\"metrics\": \"first\""))
        .isEqualTo("x: metrics: expected a list, got \"first\"");
    assertThatError(SMALL.replace("0.1", "1e999"))
        .contains("optimizer.learningRate", "out of range");
    assertThatError(SMALL.replace("0.1", "true"))
        .isEqualTo("x: optimizer.learningRate: expected a number, got true");
    assertThatError(SMALL.replace("\"small\"", "[1]"))
        .isEqualTo("x: name: expected a text, got [1]");
    assertThatError(SMALL.replace("\"train\"", "7"))
        .isEqualTo("x: data.training.path: expected a path, got 7");
    assertThatError(SMALL.replace("\"train\"", "\"a\\u0000b\""))
        .contains("data.training.path: is no path");
    assertThatError(SMALL.replace("\"units\": 3", "\"units\": 3, \"bias\": 1"))
        .isEqualTo("x: model.layers[2].bias: expected true or false, got 1");
    assertThatError(SMALL.replace("\"units\": 3", "\"units\": 3, \"border\": \"sane\""))
        .isEqualTo(
            "x: model.layers[2].border: expected one of same, valid, got \"sane\"; did you mean 'same'?");
    assertThatError(SMALL.replace("\"cross_entropy\"", "17"))
        .isEqualTo("x: loss: expected an id, got 17; there are cross_entropy");
    assertThatError(
            SMALL.replace("{\"type\": \"folder\", \"path\": \"train\"}", "{\"path\": \"train\"}"))
        .isEqualTo("x: data.training.type: missing; there are folder");
    assertThatError(SMALL.replace("{\"height\": 4, \"width\": 4, \"channels\": 3}", "[4, 4, 3]"))
        .isEqualTo("x: model.input: expected an object, got [4,4,3]");
  }

  @Test
  void a_missing_component_is_named_with_who_needs_it() {
    assertThatError(SMALL.replace(", \"learningRate\": 0.1", ""))
        .isEqualTo("x: optimizer.learningRate: missing; descent needs it");
    assertThatError(SMALL.replace("\"loss\": \"cross_entropy\",", ""))
        .isEqualTo("x: loss: missing; an experiment needs it");
  }

  @Test
  void a_value_that_the_record_rejects_is_told_in_its_own_words() {
    assertThatError(SMALL.replace("\"units\": 3", "\"units\": 0"))
        .isEqualTo("x: model.layers[2]: units must be positive, got 0");
  }

  /** A record whose constructor has a defect. */
  public record Broken() implements Schedule {
    public Broken {
      throw new IllegalStateException("no table");
    }

    @Override
    public double rate(Progress progress) {
      return 1;
    }
  }

  @Test
  void a_record_that_cannot_be_made_is_named_with_the_cause_beside_other_errors() {
    Codec knowing = new Codec(Parts.catalog(Map.of("broken", Broken.class)));

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> knowing.read(with("\"schedule\": \"broken\", \"epochs\": \"x\""), "x"))
        .withMessageContainingAll(
            "schedule: dev.tenon.experiment.CodecTest$Broken cannot be made: "
                + "java.lang.IllegalStateException: no table",
            "epochs: expected an integer");
  }

  @Test
  void all_errors_are_told_at_once() {
    String json =
        SMALL
            .replace("\"units\": 8", "\"units\": \"eight\"")
            .replace("\"rows\"", "\"row\"")
            .replace("cross_entropy", "crossentropy")
            .replace("\"channels\": 3", "\"channels\": 0")
            .replace("\"learningRate\"", "\"rate\"");

    assertThatError(json)
        .isEqualTo(
            """
            x has 6 errors:
              model.input: an input needs positive height, width and channels, got 4x4x0
              model.layers[0]: unknown layer 'row'; did you mean 'rows'? there are block, rows, sum, units
              model.layers[1].units: expected an integer, got "eight"
              loss: unknown loss 'crossentropy'; did you mean 'cross_entropy'? there are cross_entropy
              optimizer.rate: unknown parameter; did you mean 'learningRate'? descent has learningRate, clip, milestones
              optimizer.learningRate: missing; descent needs it""");
  }

  @Test
  void another_format_version_is_told_with_both_versions() {
    assertThatError(SMALL.replace("\"tenon\": 1", "\"tenon\": 2"))
        .startsWith("x has format version 2, and this Tenon reads version 1");
    assertThatError(SMALL.replace("\"tenon\": 1,", ""))
        .isEqualTo("x has no format version: it must begin with \"tenon\": 1");
    assertThatError(SMALL.replace("\"tenon\": 1", "\"tenon\": \"new\""))
        .contains("version \"new\"");
  }

  @Test
  void what_is_no_json_is_told_with_line_and_column() {
    assertThatError("{\n  \"tenon\": 1,\n  oops\n}").startsWith("x is no JSON in line 3, column");
    assertThatError("").contains("x: expected an object");
    assertThatError("[]").isEqualTo("x: expected an object that describes an experiment, got []");
    assertThatError(SMALL + "{}").startsWith("x is no JSON");
    assertThatError(with("\"epochs\": 1, \"epochs\": 2"))
        .startsWith("x is no JSON")
        .contains("epochs");
  }

  @Test
  void a_lambda_cannot_be_written_and_the_remedy_is_told() {
    Schedule lambda = progress -> 1;

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> codec.write(Parts.small().withSchedule(lambda)))
        .withMessageContainingAll(
            "experiment small: schedule: the schedule is a",
            "no record",
            "declare a record that implements Schedule and contribute it in a Plugin");
  }

  /** A record that no plug-in contributes. */
  public record Stranger() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return x;
    }
  }

  /** A record that holds what JSON cannot. */
  public record Computed(ToDoubleFunction<Progress> function) implements Schedule {
    @Override
    public double rate(Progress progress) {
      return function.applyAsDouble(progress);
    }
  }

  @Test
  void all_that_cannot_be_written_is_told_at_once() {
    Codec knowing =
        new Codec(Parts.catalog(Map.of("computed", Computed.class, "folder", Parts.Folder.class)));
    Activation lambda = x -> x;
    Experiment experiment =
        Parts.small()
            .withModel(
                new Model(
                    new Input(1, 1, 1),
                    new Stranger(),
                    new Parts.Units(1, true, lambda, new Parts.Filled(1), Parts.Border.SAME)))
            .withSchedule(new Computed(progress -> 1));

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> codec.write(experiment))
        .withMessageContainingAll(
            "has 3 errors",
            "model.layers[0]: the layer is a dev.tenon.experiment.CodecTest$Stranger, "
                + "which no plug-in contributes",
            "model.layers[1].activation: the activation is a",
            "schedule: the schedule is a");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> knowing.write(experiment))
        .withMessageContaining("schedule.function: a value of");
  }

  @Test
  void a_record_that_json_cannot_hold_is_refused_when_read() {
    Codec knowing = new Codec(Parts.catalog(Map.of("computed", Computed.class)));

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(
            () ->
                knowing.read(
                    with("\"schedule\": {\"type\": \"computed\", \"function\": \"f\"}"), "x"))
        .withMessageContaining("schedule.function: a component of java.util.function");
  }

  @Test
  void the_fingerprint_tells_experiments_apart_except_by_epochs() {
    Experiment full = Parts.full();
    String fingerprint = codec.fingerprint(full);

    assertThat(fingerprint).matches("[0-9a-f]{64}");
    assertThat(codec.fingerprint(codec.read(codec.write(full), "x"))).isEqualTo(fingerprint);
    assertThat(codec.fingerprint(full.withEpochs(99))).isEqualTo(fingerprint);
    assertThat(
            List.of(
                full.withName("other"),
                full.withSeed(1),
                full.withBatch(2),
                full.withMetrics(),
                full.withOptimizer(new Parts.Descent(0.1)),
                full.withAugmentations(new Parts.Flip()),
                full.withStrategy(new Strategy.Local()),
                full.withStrategy(new Strategy.LocalSgd(3, 10)),
                full.withStrategy(new Strategy.Synchronous(4))))
        .extracting(codec::fingerprint)
        .doesNotContain(fingerprint)
        .doesNotHaveDuplicates();
  }

  @Test
  void the_fingerprint_leaves_out_how_many_workers_share_the_slices_of_a_batch() {
    assertThat(codec.fingerprint(Parts.small().withStrategy(new Strategy.Synchronous(2, 4))))
        .isEqualTo(codec.fingerprint(Parts.small().withStrategy(new Strategy.Synchronous(4, 4))))
        .isNotEqualTo(codec.fingerprint(Parts.small().withStrategy(new Strategy.Synchronous(2))));
    assertThat(codec.fingerprint(Parts.small().withStrategy(new Strategy.LocalSgd(2, 5))))
        .isNotEqualTo(codec.fingerprint(Parts.small().withStrategy(new Strategy.LocalSgd(3, 5))));
  }

  @Test
  void a_strategy_is_written_by_its_id_and_has_defaults() {
    assertThat(strategy("\"local\"")).isEqualTo(new Strategy.Local());
    assertThat(strategy("{\"type\": \"synchronous\", \"workers\": 4}"))
        .isEqualTo(new Strategy.Synchronous(4, 4));
    assertThat(strategy("{\"type\": \"local_sgd\", \"workers\": 2}"))
        .isEqualTo(new Strategy.LocalSgd(2, 50, new Outer.Averaging()));
    assertThat(
            strategy(
                "{\"type\": \"local_sgd\", \"workers\": 2, \"localSteps\": 50,"
                    + " \"outer\": {\"type\": \"nesterov\", \"momentum\": 0.5}}"))
        .isEqualTo(new Strategy.LocalSgd(2, 50, new Outer.Nesterov(0.7, 0.5)));
  }

  private Strategy strategy(String json) {
    return codec.read(with("\"strategy\": " + json), "x").strategy();
  }

  @Test
  void a_wrong_strategy_is_told_in_one_line() {
    assertThatError(with("\"strategy\": \"synchronus\""))
        .isEqualTo(
            "x: strategy: unknown strategy 'synchronus'; did you mean 'synchronous'? there are local, local_sgd, synchronous");
    assertThatError(with("\"strategy\": \"synchronous\""))
        .isEqualTo("x: strategy.workers: missing; synchronous needs it");
    assertThatError(with("\"strategy\": 3"))
        .isEqualTo("x: strategy: expected an id, got 3; there are local, local_sgd, synchronous");
    assertThatError(
            with("\"strategy\": {\"type\": \"synchronous\", \"workers\": 3, \"slices\": 4}"))
        .isEqualTo(
            "x: strategy: 4 slices cannot be shared evenly by 3 workers; give a multiple of 3");
    assertThatError(with("\"strategy\": {\"type\": \"local\", \"workers\": 3}"))
        .isEqualTo("x: strategy.workers: unknown parameter; local has no parameters");
    assertThatError(
            with("\"strategy\": {\"type\": \"local_sgd\", \"workers\": 2, \"localSteps\": 0}"))
        .isEqualTo("x: strategy: localSteps must be at least 1, got 0");
  }

  @Test
  void class_weights_are_an_object_by_class() {
    Experiment read = codec.read(with("\"classWeights\": {\"2\": 3, \"0\": 0.5}"), "x");
    assertThat(read.classWeights()).isEqualTo(Map.of(0, 0.5, 2, 3.0));
    assertThat(codec.write(read)).contains("\"classWeights\": {\"0\": 0.5, \"2\": 3.0}");
    assertThat(codec.withOverrides(read, Map.of("classWeights.1", "4")).classWeights())
        .isEqualTo(Map.of(0, 0.5, 1, 4.0, 2, 3.0));

    assertThatError(with("\"classWeights\": [1, 2]"))
        .isEqualTo("x: classWeights: expected an object, got [1,2]");
    assertThatError(with("\"classWeights\": {\"shoe\": 1}"))
        .isEqualTo("x: classWeights: expected integers as keys, such as \"0\", got 'shoe'");
    assertThatError(with("\"classWeights\": {\"1\": \"much\"}"))
        .isEqualTo("x: classWeights.1: expected a number, got \"much\"");
  }

  @Test
  void regularizers_are_written_by_their_ids_and_have_defaults() {
    assertThat(
            codec
                .read(
                    with(
                        "\"regularizers\": [{\"type\": \"l1_l2\", \"l1\": 0, \"l2\": 1e-4, \"paths\":"
                            + " [\"kernel$\"]}, {\"type\": \"l1_l2\", \"l1\": 1, \"l2\": 2},"
                            + " \"orthogonal\"]"),
                    "x")
                .regularizers())
        .containsExactly(
            Regularizer.l2(1e-4, "kernel$"),
            new Regularizer.L1L2(1, 2),
            new Regularizer.Orthogonal(0.01, false, List.of()));
    assertThatError(with("\"regularizers\": [{\"type\": \"l1_l2\", \"l1\": 0, \"l2\": 0}]"))
        .isEqualTo("x: regularizers[0]: l1 or l2 must be positive, both are 0");
    assertThatError(with("\"regularizers\": [{\"type\": \"orthogonal\", \"paths\": [\"(\"]}]"))
        .isEqualTo(
            "x: regularizers[0]: paths has '(', which is no regular expression: Unclosed group");
  }

  private static String with(String member) {
    return SMALL.replace("\"tenon\": 1,", "\"tenon\": 1, " + member + ",");
  }

  private org.assertj.core.api.AbstractStringAssert<?> assertThatError(String json) {
    try {
      return assertThat("no error but " + codec.read(json, "x"));
    } catch (UserError e) {
      return assertThat(e.getMessage());
    }
  }
}
