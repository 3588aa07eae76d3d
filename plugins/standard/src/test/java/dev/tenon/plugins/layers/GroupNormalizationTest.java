package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.plugins.initializers.Constant;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.reference.Value;
import dev.tenon.spi.Variable;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GroupNormalizationTest implements LayerContract {
  private static final Shape IMAGES = Shape.of(Shape.BATCH, 6, 5, 4);

  @Override
  public GroupNormalization extension() {
    return new GroupNormalization(2);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 8), Shape.of(Shape.BATCH, 4, 3), IMAGES);
  }

  @Override
  public List<Refusal> refusals() {
    String because = "GroupNormalization needs FLOAT features [N, ...]; got ";
    return List.of(
        Refusal.of(because + "FLOAT[N]", Shape.of(Shape.BATCH)),
        Refusal.of(
            because + "UINT8[N, 4]", new TensorType(DataType.UINT8, Shape.of(Shape.BATCH, 4))),
        Refusal.of(
            "GroupNormalization cannot divide the 7 channels of FLOAT[N, 7, 3, 3] into 2 groups;"
                + " choose a number that divides them",
            Shape.of(Shape.BATCH, 7, 3, 3)));
  }

  @Nested
  class OfEachChannel implements LayerContract {
    @Override
    public GroupNormalization extension() {
      return new GroupNormalization(-1).withEpsilon(0.1).withScale(false);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(IMAGES);
    }
  }

  @Nested
  class AlongTheHeight implements LayerContract {
    @Override
    public GroupNormalization extension() {
      return new GroupNormalization(5).withAxis(1).withCenter(false);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(IMAGES);
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          Refusal.of("the 6 channels of FLOAT[N, 5, 6, 4] into 5", Shape.of(Shape.BATCH, 5, 6, 4)));
    }
  }

  @Nested
  class AlongTheBatch implements LayerContract {
    @Override
    public GroupNormalization extension() {
      return new GroupNormalization(2).withAxis(-2);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(Shape.BATCH, 3, 4));
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          Refusal.of(
              "GroupNormalization takes each example by itself; leave axis -2, the batch, out",
              Shape.of(Shape.BATCH, 4)));
    }
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new GroupNormalization())
        .isEqualTo(new GroupNormalization(32, -1, 1e-3, true, true, new Zeros(), new Ones()));
  }

  @Test
  void variables_are_named_and_begun_as_in_keras() {
    Value images = Emitted.random(2, 6, 5, 4);
    Emitted layer = Emitted.evaluation(new GroupNormalization(3), images);

    assertThat(layer.variables()).containsExactly("layer/gamma[6]", "layer/beta[6]");
    assertThat(layer.scope.variables())
        .extracting(Variable::initializer)
        .containsExactly(new Ones(), new Zeros());
    GroupNormalization begun =
        new GroupNormalization(3)
            .withGammaInitializer(new Constant(2))
            .withBetaInitializer(new Constant(3));
    assertThat(Emitted.evaluation(begun, images).scope.variables())
        .extracting(Variable::initializer)
        .containsExactly(new Constant(2), new Constant(3));
    GroupNormalization bare = begun.withCenter(false).withScale(false);
    assertThat(Emitted.evaluation(bare, images).variables()).isEmpty();
    assertThat(Emitted.evaluation(new GroupNormalization(1).withAxis(2), images).variables())
        .containsExactly("layer/gamma[4]", "layer/beta[4]");
  }

  @Test
  void a_group_of_features_is_normalized_by_its_own_mean_and_variance() {
    Value row = Value.floats(Shape.of(1, 6), 1, 3, 10, 30, 7, 7);
    Emitted layer =
        Emitted.evaluation(new GroupNormalization(3).withEpsilon(3), row)
            .with("gamma", 2, 4, 1, 1, 1, 1)
            .with("beta", 0, 0, 0, -1, 5, 6);

    // Means 2, 20 and 7; variances 1, 100 and 0, of which with 3 more the roots are 2 and 10.15.
    double far = 10 / Math.sqrt(103);
    assertThat(layer.run())
        .containsExactly(new double[] {-1, 2, -far, far - 1, 5, 6}, within(1e-12));
  }

  @Test
  void a_group_of_channels_is_normalized_over_all_pixels() {
    // Channels of two pixels: 0, 2 and 4, 6 are one group, whose mean is 3 and variance 5.
    Value image = Value.floats(Shape.of(1, 4, 1, 2), 0, 2, 4, 6, 7, 7, 7, 7);
    Emitted layer =
        Emitted.training(new GroupNormalization(2).withEpsilon(4), image)
            .with("gamma", 3, 6, 1, 1)
            .with("beta", 0, 0, 5, 8);

    assertThat(layer.run()).containsExactly(new double[] {-3, -1, 2, 6, 5, 5, 8, 8}, within(1e-12));
  }

  @Test
  void one_group_is_layer_normalization_of_the_whole_example() {
    Value images = Emitted.random(2, 3, 4, 5);
    GroupNormalization group = new GroupNormalization(1).withCenter(false).withScale(false);
    LayerNormalization layer =
        new LayerNormalization().withAxis(1, 2, 3).withCenter(false).withScale(false);

    assertThat(Emitted.evaluation(group, images).run())
        .containsExactly(Emitted.evaluation(layer, images).run(), within(1e-12));
  }

  @Test
  void a_group_of_each_channel_is_batch_normalization_of_one_image() {
    Value image = Emitted.random(1, 3, 4, 5);
    Emitted each =
        Emitted.evaluation(new GroupNormalization(-1), image)
            .with("gamma", 1, 2, 3)
            .with("beta", -1, 0, 1);
    Emitted batch =
        Emitted.training(new BatchNormalization(), image)
            .with("gamma", 1, 2, 3)
            .with("beta", -1, 0, 1);

    assertThat(each.run()).containsExactly(batch.run(), within(1e-12));
  }

  @Test
  void rows_of_an_image_may_be_grouped_like_channels() {
    // What is channel and what row is exchanged; there is one column.
    Value image = Value.floats(Shape.of(1, 2, 4, 1), 1, 2, 3, 4, 8, 6, 4, 1);
    Value exchanged = Value.floats(Shape.of(1, 4, 2, 1), 1, 8, 2, 6, 3, 4, 4, 1);
    double[] rows =
        Emitted.evaluation(new GroupNormalization(2).withAxis(1), image)
            .with("gamma", 1, 2, 3, 4)
            .with("beta", 0, 1, 0, 2)
            .run();
    double[] channels =
        Emitted.evaluation(new GroupNormalization(2), exchanged)
            .with("gamma", 1, 2, 3, 4)
            .with("beta", 0, 1, 0, 2)
            .run();

    for (int row = 0; row < 4; row++) {
      assertThat(rows[row]).isCloseTo(channels[2 * row], within(1e-12));
      assertThat(rows[4 + row]).isCloseTo(channels[2 * row + 1], within(1e-12));
    }
  }

  @Test
  void a_large_mean_does_not_round_the_variance_away_in_single_precision() {
    Value row = Value.floats(Shape.of(1, 4), 100_001, 100_003, -50_010, -50_030);
    Emitted layer =
        Emitted.evaluation(
            new GroupNormalization(2).withEpsilon(3).withCenter(false).withScale(false), row);

    double far = 10 / Math.sqrt(103);
    assertThat(layer.runByOnnxRuntime())
        .containsExactly(new double[] {-0.5, 0.5, far, -far}, within(1e-6));
  }

  @Test
  void impossible_settings_are_refused() {
    for (int groups : new int[] {0, -2}) {
      assertThatThrownBy(() -> new GroupNormalization(groups))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("groups must be positive, or -1 for one of each channel, got " + groups);
    }
    assertThatThrownBy(() -> new GroupNormalization().withEpsilon(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epsilon must be positive and finite, got 0.0");
  }
}
