package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import java.util.Iterator;
import java.util.List;

/**
 * Muon: matrices move by their momentum made orthogonal, all else by another optimizer.
 *
 * <p>For a parameter {@code W} of rank 2 or more with gradient {@code G} at the rate {@code r};
 * filters {@code [K, C, H, W]} are matrices of {@code K} rows:
 *
 * <pre>
 * M' = momentum M + G                     (M is 0 at first)
 * X  = M', or with Nesterov's: G + momentum M'
 * X  = X / (|X| + 1e-7)
 * steps times: A = X X^T, X = 3.4445 X + (-4.7750 A + 2.0315 A A) X
 * W' = W - r weightDecay W - r rmsRate sqrt(max(rows, columns)) X
 * </pre>
 *
 * <p>The iteration, of Newton and Schulz, brings all singular values near 1. With the scale of Liu
 * et al. a step is about as long as one of {@link Adam} at the same rate.
 *
 * <p>Scalars, vectors, and what {@code exclude} names, are left to {@code others}, at its own
 * learning rate, which a schedule changes in the same proportion. The first and the last layer are
 * often excluded, too.
 *
 * <p>See Jordan et al., <i>Muon: An Optimizer for Hidden Layers in Neural Networks</i>, 2024, and
 * Liu et al., <i>Muon is Scalable for LLM Training</i>, 2025. Defaults and formulas are Keras's,
 * which leaves filters to AdamW. Example: {@code new Muon(0.01).withExclude("dense_1")}.
 *
 * @param learningRate the first rate, positive; 0.001 by default
 * @param weightDecay what is taken from matrices at the rate 1, 0 or more; 0.004 by default
 * @param momentum what is kept of the momentum, 0 to 1; 0.95 by default
 * @param nesterov whether to look ahead along the momentum; true by default
 * @param steps how often to iterate, 1 or more; 5 by default
 * @param rmsRate how long steps are beside those of {@code Adam}, positive; 0.2 by default
 * @param exclude regular expressions; parameters in whose paths, such as {@code dense/kernel}, one
 *     is found are left to the others; none by default
 * @param others moves all other parameters; {@link AdamW} with its defaults by default
 */
public record Muon(
    double learningRate,
    double weightDecay,
    double momentum,
    boolean nesterov,
    int steps,
    double rmsRate,
    List<String> exclude,
    Optimizer others)
    implements Optimizer {
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;

  /** Checks the numbers and the expressions, and keeps its own copy of them. */
  public Muon {
    Bounds.requirePositive("learningRate", learningRate);
    Bounds.requireNotNegative("weightDecay", weightDecay);
    Bounds.requireMomentum(momentum);
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be 1 or more, got " + steps);
    }
    Bounds.requirePositive("rmsRate", rmsRate);
    exclude = Paths.checked("exclude", exclude);
  }

  /** Steps at the rate 0.001. */
  public Muon() {
    this(0.001);
  }

  /**
   * Steps with the usual momentum.
   *
   * @param learningRate the first rate
   */
  public Muon(double learningRate) {
    this(learningRate, 0.004, 0.95, true, 5, 0.2, List.of(), new AdamW());
  }

  /**
   * Returns this optimizer with parameters that are left to the others.
   *
   * @param exclude regular expressions that are found in their paths
   * @return the optimizer
   */
  public Muon withExclude(String... exclude) {
    return new Muon(
        learningRate, weightDecay, momentum, nesterov, steps, rmsRate, List.of(exclude), others);
  }

  /**
   * Returns this optimizer with another one for what are no matrices.
   *
   * @param others moves all other parameters
   * @return the optimizer
   */
  public Muon withOthers(Optimizer others) {
    return new Muon(learningRate, weightDecay, momentum, nesterov, steps, rmsRate, exclude, others);
  }

  @Override
  public Tensor update(Update update) {
    return isOther(update) ? others.update(atOwnRate(update)) : moved(update);
  }

  @Override
  public List<Tensor> updateAll(List<Update> updates) {
    Paths.requireEachFound("exclude", exclude, updates);
    List<Update> rest = updates.stream().filter(this::isOther).map(this::atOwnRate).toList();
    Iterator<Tensor> results = others.updateAll(rest).iterator();
    return updates.stream().map(u -> isOther(u) ? results.next() : moved(u)).toList();
  }

  private boolean isOther(Update update) {
    return update.parameter().shape().rank() < 2 || Paths.isAny(exclude, update);
  }

  private Update atOwnRate(Update update) {
    Tensor rate = update.rate().mul(others.learningRate() / learningRate);
    return new Update(update.scope(), update.parameter(), update.gradient(), rate, update.step());
  }

  private Tensor moved(Update update) {
    Shape shape = update.parameter().shape();
    long rows = shape.dim(0);
    long columns = shape.size() / rows;
    Tensor sum = Moments.sum(update, "momentum", update.gradient(), momentum);
    Tensor ahead = nesterov ? update.gradient().add(sum.mul(momentum)) : sum;
    Tensor matrix = ahead.reshape(Shape.of(rows, columns));
    Tensor wide = rows > columns ? matrix.transpose(1, 0) : matrix;
    Tensor flat = orthogonal(wide);
    Tensor direction = (rows > columns ? flat.transpose(1, 0) : flat).reshape(shape);
    double scale = rmsRate * Math.sqrt(Math.max(rows, columns));
    Tensor decay = update.parameter().mul(weightDecay);
    return update.parameter().sub(direction.mul(scale).add(decay).mul(update.rate()));
  }

  private Tensor orthogonal(Tensor matrix) {
    Tensor x = matrix.div(matrix.square().reduceSum(false).sqrt().add(1e-7));
    for (int i = 0; i < steps; i++) {
      Tensor a = x.matMul(x.transpose(1, 0));
      Tensor b = a.mul(B).add(a.matMul(a).mul(C));
      x = x.mul(A).add(b.matMul(x));
    }
    return x;
  }
}
