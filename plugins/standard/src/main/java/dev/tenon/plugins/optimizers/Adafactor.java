package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;

/**
 * Adafactor: adaptive steps that keep only means of a matrix's squares.
 *
 * <p>Steps are divided by the root of an average square, of which a matrix keeps only the means of
 * rows and columns; with the formulas of Keras.
 *
 * <p>For a parameter {@code w} with gradient {@code g} in step {@code t} at the rate {@code r};
 * {@code rms} is the root of the mean of all squares:
 *
 * <pre>
 * b  = 1 - t^beta2Decay
 * s  = g^2 + epsilon1                     (R, C and v are 0 at first)
 * v' = b v + (1 - b) s                    scalars and vectors
 * R' = b R + (1 - b) mean(s, axis 0)      from rank 2 on
 * C' = b C + (1 - b) mean(s, axis 1)
 * v' = R' C' / mean(R', axis 1)
 * u  = g / sqrt(v')
 * a  = max(epsilon2, rms(w)) min(r, 1 / sqrt(t))
 * w' = w - a u / max(1, rms(u) / clipThreshold)
 * </pre>
 *
 * <p>The axes are the two of inputs and outputs, in weights of {@code Dense} and in filters alike;
 * filters keep such means for each place of the kernel, as in Keras. Where {@code relativeStep} is
 * false, {@code r} takes the place of {@code min(r, 1 / sqrt(t))}, as Keras documents it.
 *
 * <p>See Shazeer and Stern, <i>Adafactor: Adaptive Learning Rates with Sublinear Memory Cost</i>,
 * 2018. Example: {@code new Adafactor(0.01)}.
 *
 * @param learningRate the first rate, relative to parameters, positive; 0.001 by default
 * @param beta2Decay how averages become longer, below 0; -0.8 by default
 * @param epsilon1 keeps squares from 0, positive; 1e-30 by default
 * @param epsilon2 what parameters count at least, positive; 0.001 by default
 * @param clipThreshold how large {@code rms(u)} may be, positive; 1 by default
 * @param relativeStep whether the rate falls as {@code 1 / sqrt(t)}; true by default
 */
public record Adafactor(
    double learningRate,
    double beta2Decay,
    double epsilon1,
    double epsilon2,
    double clipThreshold,
    boolean relativeStep)
    implements Optimizer {
  /** Checks the numbers. */
  public Adafactor {
    Bounds.requirePositive("learningRate", learningRate);
    if (!(beta2Decay < 0 && beta2Decay > Double.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "beta2Decay must be below 0 and finite, got " + beta2Decay);
    }
    Bounds.requirePositive("epsilon1", epsilon1);
    Bounds.requirePositive("epsilon2", epsilon2);
    Bounds.requirePositive("clipThreshold", clipThreshold);
  }

  /** Steps at the rate 0.001. */
  public Adafactor() {
    this(0.001);
  }

  /**
   * Steps with the usual averages.
   *
   * @param learningRate the first rate
   */
  public Adafactor(double learningRate) {
    this(learningRate, -0.8, 1e-30, 1e-3, 1, true);
  }

  @Override
  public Tensor update(Update update) {
    Tensor keep = update.step().pow(Tensor.constant(beta2Decay)).neg().add(1);
    Tensor adapted = adapted(update, keep);
    Tensor clipped = adapted.div(rms(adapted).div(clipThreshold).max(Tensor.constant(1)));
    Tensor size = rms(update.parameter()).max(Tensor.constant(epsilon2));
    return update.parameter().sub(clipped.mul(size.mul(rate(update))));
  }

  private Tensor rate(Update update) {
    return relativeStep ? update.rate().min(update.step().sqrt().reciprocal()) : update.rate();
  }

  private Tensor adapted(Update update, Tensor keep) {
    Tensor gradient = update.gradient();
    Tensor squares = gradient.square().add(epsilon1);
    Scope scope = update.scope();
    if (gradient.shape().rank() < 2) {
      return gradient.div(average(scope, "v", squares, keep).sqrt());
    }
    Tensor rows = average(scope, "row", squares.reduceMean(true, 0), keep);
    Tensor columns = average(scope, "column", squares.reduceMean(true, 1), keep);
    // One after the other: the product of two means of epsilon1 would be 0 in single precision.
    Tensor share = rows.div(rows.reduceMean(true, 1));
    return gradient.div(share.sqrt()).div(columns.sqrt());
  }

  private static Tensor average(Scope scope, String name, Tensor value, Tensor keep) {
    Shape shape = value.shape();
    Tensor before = scope.state(name, shape, new Zeros());
    Tensor after = before.mul(keep).add(value.mul(Tensor.constant(1).sub(keep)));
    scope.update(name, after);
    return after;
  }

  private static Tensor rms(Tensor values) {
    return values.square().reduceMean(false).sqrt();
  }
}
