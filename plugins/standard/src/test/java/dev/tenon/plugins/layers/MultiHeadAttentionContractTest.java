package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.testkit.MergeContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Without biases: a softmax is the same whatever is added to all scores, so that the bias of the
 * keys, which the others come with, has no gradient.
 */
@ParameterizedClass
@MethodSource("variants")
class MultiHeadAttentionContractTest implements MergeContract {
  private static final Shape QUERY = Shape.of(Shape.BATCH, 4, 3);
  private static final Shape OTHERS = Shape.of(Shape.BATCH, 5, 2);

  @Parameter private MultiHeadAttention layer;

  static Stream<MultiHeadAttention> variants() {
    MultiHeadAttention layer = new MultiHeadAttention(2, 3).withBias(false);
    return Stream.of(layer, layer.withValueDim(2).withCausalMask(true), layer.withDropout(0.25));
  }

  @Override
  public MultiHeadAttention extension() {
    return layer;
  }

  @Override
  public List<List<Shape>> inputs() {
    return List.of(
        List.of(QUERY),
        List.of(QUERY, OTHERS),
        List.of(QUERY, OTHERS, Shape.of(Shape.BATCH, 1, 2)));
  }

  @Override
  public boolean drawsAtRandom() {
    return layer.dropout() > 0;
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "MultiHeadAttention needs FLOAT sequences [N, features, steps], which Reshape makes of images; got FLOAT[N, 7]",
            Shape.of(Shape.BATCH, 7)),
        Refusal.of(
            "MultiHeadAttention needs as many steps of keys as of values, got 3 and 2",
            QUERY,
            OTHERS,
            QUERY),
        Refusal.of(
            "MultiHeadAttention takes query, value and key, in this order, got 4 inputs",
            QUERY,
            QUERY,
            QUERY,
            QUERY));
  }
}
