package dev.tenon.plugins.layers;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A recurrent layer that goes along a sequence both ways, with weights for each.
 *
 * <p>The layer and another like it, but for its direction, each go along the sequence, and what
 * they put out is merged. Of whole sequences, outputs of one step are merged, however late either
 * comes to it; else the last outputs, of which one is that of the first step.
 *
 * <p>Shapes: as of the layer, with {@code 2 units} where outputs are concatenated; variables as of
 * the layer, under {@code forward} and {@code backward}. A layer that is not recurrent is an {@link
 * IllegalArgumentException}. See Schuster and Paliwal, <i>Bidirectional Recurrent Neural
 * Networks</i>, 1997; Keras's {@code Bidirectional}. Example: {@code new Bidirectional(new
 * LSTM(64))}.
 *
 * @param layer a {@link SimpleRNN}, {@link LSTM} or {@link GRU}
 * @param mergeMode what becomes of the two outputs; concat by default
 */
public record Bidirectional(Layer layer, MergeMode mergeMode) implements Layer {
  /** What becomes of the outputs of both ways. */
  public enum MergeMode {
    /** They are put one behind the other. */
    CONCAT,
    /** They are added. */
    SUM,
    /** They are multiplied. */
    MUL,
    /** They are averaged. */
    AVE;

    private Tensor of(Tensor forward, Tensor backward) {
      return switch (this) {
        case CONCAT -> Tensor.concat(1, List.of(forward, backward));
        case SUM -> forward.add(backward);
        case MUL -> forward.mul(backward);
        case AVE -> forward.add(backward).mul(0.5);
      };
    }
  }

  /** Checks that the layer has a direction. */
  public Bidirectional {
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(mergeMode, "mergeMode");
    if (!(layer instanceof Recurrent)) {
      throw new IllegalArgumentException("layer must be a SimpleRNN, LSTM or GRU, got " + layer);
    }
  }

  /**
   * Makes a layer whose outputs are concatenated.
   *
   * @param layer a recurrent layer
   */
  public Bidirectional(Layer layer) {
    this(layer, MergeMode.CONCAT);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    Recurrent forward = (Recurrent) layer;
    Recurrent backward = forward.withGoBackwards(!forward.goBackwards());
    if (!forward.returnSequences()) {
      return mergeMode.of(
          forward.apply(scope.child("forward"), x), backward.apply(scope.child("backward"), x));
    }
    List<Tensor> onward = forward.outputs(scope.child("forward"), x);
    List<Tensor> back = new ArrayList<>(backward.outputs(scope.child("backward"), x));
    Collections.reverse(back);
    return mergeMode.of(Recurrent.sequence(onward), Recurrent.sequence(back));
  }
}
