package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.RandomUniform;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EmbeddingTest implements LayerContract {
  @Override
  public Embedding extension() {
    return new Embedding(4, 3);
  }

  @Override
  public DataType inputType() {
    return DataType.INT64;
  }

  @Override
  public List<Shape> inputs() {
    return List.of(Shape.of(Shape.BATCH, 5), Shape.of(Shape.BATCH));
  }

  @Override
  public List<Refusal> refusals() {
    String because = "Embedding needs indices [N, steps], which Flatten makes of images; got ";
    return List.of(
        Refusal.of(because + "FLOAT[N, 1, 1, 80]", Shape.of(Shape.BATCH, 1, 1, 80)),
        Refusal.of(because + "BOOL[N, 5]", new TensorType(DataType.BOOL, Shape.of(-1, 5))));
  }

  @Nested
  class OfBytes implements LayerContract {
    @Override
    public Embedding extension() {
      return new Embedding(256, 2);
    }

    @Override
    public DataType inputType() {
      return DataType.UINT8;
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(Shape.BATCH, 3));
    }
  }

  private static double[] vectors(double... indices) {
    Value x = Value.floats(Shape.of(1, indices.length), indices);
    return Sequences.byStep(
        Emitted.evaluation(new Embedding(3, 2), x).with("embeddings", 1, 2, 3, 4, 5, 6));
  }

  @Test
  void an_index_stands_for_its_row_also_as_a_float() {
    assertThat(vectors(2, 0, 2, 1)).containsExactly(5, 6, 1, 2, 5, 6, 3, 4);
    assertThat(vectors(1.99)).containsExactly(3, 4);
  }

  @Test
  void an_index_that_has_no_row_is_not_a_number() {
    double nan = Double.NaN;
    assertThat(vectors(-1, 0, 3)).containsExactly(nan, nan, 1, 2, nan, nan);
    assertThat(vectors(1e9, nan)).containsExactly(nan, nan, nan, nan);
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new Embedding(7, 5)).isEqualTo(new Embedding(7, 5, new RandomUniform(-0.05, 0.05)));
    Embedding ones = new Embedding(7, 5).withEmbeddingsInitializer(new Ones());
    Emitted emitted = Emitted.training(ones, Value.floats(Shape.of(1, 2), 0, 1));
    assertThat(emitted.variables()).containsExactly("layer/embeddings[7, 5]");
    assertThat(emitted.scope.variables().get(0).initializer()).isEqualTo(new Ones());
  }

  @Test
  void sizes_that_are_not_positive_are_refused() {
    assertThatThrownBy(() -> new Embedding(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("inputDim and outputDim must be positive, got 0 and 3");
  }
}
