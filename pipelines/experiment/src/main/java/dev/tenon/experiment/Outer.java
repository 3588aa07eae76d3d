package dev.tenon.experiment;

/** What becomes of the parameters that workers have arrived at after a round by themselves. */
public sealed interface Outer {
  /** Returns what it does, in a few words for people. */
  String summary();

  /** The new parameters are the average of the workers'. */
  record Averaging() implements Outer {
    @Override
    public String summary() {
      return "averaging";
    }
  }

  /**
   * The new parameters follow the average by a step of Nesterov's momentum: with {@code d = before
   * - average}, {@code velocity = momentum * velocity + d} and {@code after = before - learningRate
   * * (d + momentum * velocity)}. Douillard et al., <i>DiLoCo</i>, 2023, arXiv:2311.08105.
   *
   * @param learningRate the outer learning rate; 0.7 by default
   * @param momentum what is kept of the velocity, 0 to below 1; 0.9 by default
   */
  record Nesterov(double learningRate, double momentum) implements Outer {
    /** Checks the numbers. */
    public Nesterov {
      if (!(learningRate > 0 && Double.isFinite(learningRate))) {
        throw new IllegalArgumentException(
            "the outer learningRate must be positive and finite, got " + learningRate);
      }
      if (!(momentum >= 0 && momentum < 1)) {
        throw new IllegalArgumentException(
            "the outer momentum must be at least 0 and below 1, got " + momentum);
      }
    }

    /** Follows with the paper's numbers. */
    public Nesterov() {
      this(0.7, 0.9);
    }

    @Override
    public String summary() {
      return "an outer step of " + learningRate + " with momentum " + momentum;
    }
  }
}
