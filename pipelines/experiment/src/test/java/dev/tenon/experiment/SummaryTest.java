package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SummaryTest {
  /** A layer of images with both sorts of numbers and a name that is longer than Keras's column. */
  public record UnusuallyLongNormalization() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Shape channels = Shape.of(1, x.shape().dim(1), 1, 1);
      Tensor mean = scope.state("mean", channels, new Parts.Filled(0));
      return x.sub(mean).mul(scope.parameter("gain", channels, new Parts.Filled(1)));
    }
  }

  private static final Experiment EXPERIMENT =
      Parts.small()
          .withModel(
              new Model(
                  new Input(40, 50, 3),
                  new UnusuallyLongNormalization(),
                  new Parts.Rows(),
                  new Parts.Units(4321),
                  new Parts.Units(3)));

  @Test
  void the_numbers_can_be_asked_for() {
    Summary summary = Summary.of(EXPERIMENT);

    assertThat(summary.rows().get(0))
        .isEqualTo(
            new Summary.Row(
                "unusually_long_normalization",
                "UnusuallyLongNormalization",
                Shape.of(Shape.BATCH, 40, 50, 3),
                3,
                3,
                List.of()));
    assertThat(summary.rows())
        .extracting(Summary.Row::parameters)
        .containsExactly(6L, 0L, 6000L * 4321 + 4321, 4321L * 3 + 3);
    assertThat(summary.trainable()).isEqualTo(3 + 25930321 + 12966);
    assertThat(summary.nonTrainable()).isEqualTo(3);
    assertThat(summary.total()).isEqualTo(25943293);
  }

  @Test
  void no_name_is_cut_and_totals_have_separators_in_any_locale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Summary.of(EXPERIMENT).text())
          .isEqualTo(
              """
              Model: "small"
              ______________________________________________________________________________________________
              Layer (type)                                              Output Shape              Param #  \s
              ==============================================================================================
              unusually_long_normalization (UnusuallyLongNormalization) (None, 40, 50, 3)         6        \s
              ______________________________________________________________________________________________
              rows (Rows)                                               (None, 6000)              0        \s
              ______________________________________________________________________________________________
              units (Units)                                             (None, 4321)              25930321 \s
              ______________________________________________________________________________________________
              units_1 (Units)                                           (None, 3)                 12966    \s
              ==============================================================================================
              Total params: 25,943,293
              Trainable params: 25,943,290
              Non-trainable params: 3
              ______________________________________________________________________________________________
              """);
    } finally {
      Locale.setDefault(before);
    }
  }

  /** A layer that makes a sequence of images: {@code [N, C, H, W]} to {@code [N, C, H * W]}. */
  public record Sequence() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Shape shape = x.shape();
      return x.reshape(Shape.of(shape.dim(0), shape.dim(1), shape.dim(2) * shape.dim(3)));
    }
  }

  @Test
  void channels_of_images_and_of_sequences_stand_last() {
    Model model =
        new Model(
            new Input(4, 5, 3),
            new UnusuallyLongNormalization(),
            new Sequence(),
            new Parts.Rows(),
            new Parts.Units(3));

    assertThat(Summary.of(Parts.small().withModel(model)).rows())
        .extracting(Summary.Row::output)
        .containsExactly(
            Shape.of(Shape.BATCH, 4, 5, 3),
            Shape.of(Shape.BATCH, 20, 3),
            Shape.of(Shape.BATCH, 60),
            Shape.of(Shape.BATCH, 3));
  }

  @Test
  void branches_have_a_row_for_the_input_and_a_column_for_what_layers_take() {
    Summary summary = Summary.of(Parts.small().withModel(Parts.branching()));

    assertThat(summary.rows().get(5).inputs()).containsExactly("stem[0][0]", "units_1[0][0]");
    assertThat(summary.total()).isEqualTo(2 * (48 * 8 + 8) + 8 * 8 + 8 + 8 * 8 + 8 * 3 + 3);
    assertThat(summary.text())
        .isEqualTo(
            """
            Model: "small"
            __________________________________________________________________________________________________
            Layer (type)                 Output Shape              Param #   Connected to                    \s
            ==================================================================================================
            input (InputLayer)           (None, 4, 4, 3)           0                                         \s
            __________________________________________________________________________________________________
            rows (Rows)                  (None, 48)                0         input[0][0]                     \s
            __________________________________________________________________________________________________
            stem (Units)                 (None, 8)                 392       rows[0][0]                      \s
            __________________________________________________________________________________________________
            units (Units)                (None, 8)                 392       rows[0][0]                      \s
            __________________________________________________________________________________________________
            units_1 (Units)              (None, 8)                 72        units[0][0]                     \s
            __________________________________________________________________________________________________
            sum (Sum)                    (None, 8)                 0         stem[0][0]                      \s
                                                                             units_1[0][0]                   \s
            __________________________________________________________________________________________________
            units_2 (Units)              (None, 8)                 64        sum[0][0]                       \s
                                                                             units_2[0][0]                   \s
            __________________________________________________________________________________________________
            units_3 (Units)              (None, 3)                 27        units_2[1][0]                   \s
            ==================================================================================================
            Total params: 947
            Trainable params: 947
            Non-trainable params: 0
            __________________________________________________________________________________________________
            """);
  }

  /** A block within a block, of which each is used twice. */
  private static Experiment nested() {
    Block inner = Block.of(x -> x.then("u", new Parts.Units(8)));
    Block outer =
        Block.of(
            List.of("left", "right"),
            in -> {
              Node once = in.get(0).then("inner", inner);
              return Node.of(new Parts.Sum(), once, once.again(in.get(1)));
            });
    Node rows = Node.input(4, 4, 3).then(new Parts.Rows());
    Node x = rows.then(new Parts.Units(8));
    Node y = rows.then("other", new Parts.Units(8));
    Node block = Node.of("outer", outer, x, y);
    return Parts.small().withModel(Model.of(block.again(y, block).then(new Parts.Units(3))));
  }

  @Test
  void a_block_is_one_row_whose_numbers_are_those_of_its_layers() {
    Summary summary = Summary.of(nested());

    assertThat(summary.rows())
        .extracting(Summary.Row::name)
        .containsExactly("input", "rows", "other", "units", "outer", "units_1");
    Summary.Row outer = summary.rows().get(4);
    assertThat(outer.inputs())
        .containsExactly("units[0][0]", "other[0][0]", "other[0][0]", "outer[0][0]");
    assertThat(outer.parameters()).isEqualTo(8 * 8 + 8);
    assertThat(outer.nested())
        .extracting(Summary.Row::name)
        .containsExactly("left", "right", "inner", "sum");
    assertThat(outer.nested().get(2).parameters()).isEqualTo(8 * 8 + 8);
    assertThat(summary.total()).isEqualTo(2 * (48 * 8 + 8) + 8 * 8 + 8 + 8 * 3 + 3);
    assertThat(summary.text()).doesNotContain("inner");
  }

  @Test
  void the_layers_of_a_block_follow_its_row_where_that_is_asked_for() {
    String text = Summary.of(nested()).text(true);

    assertThat(text.lines().filter(line -> line.startsWith("|  ")))
        .extracting(String::stripTrailing)
        .containsExactly(
            "|  left (InputLayer)         (None, 8)                 0",
            "|  right (InputLayer)        (None, 8)                 0",
            "|  inner (Block)             (None, 8)                 72        left[0][0]",
            "|  |  u (Units)              (None, 8)                 72",
            "|  sum (Sum)                 (None, 8)                 0         inner[0][0]");
    assertThat(text).contains("Total params: 883\n");
  }
}
