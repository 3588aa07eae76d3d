package dev.tenon.experiment;

/**
 * How training is spread over workers: what each computes by itself, and what they exchange.
 *
 * <p>A worker is a part of the work, not a machine: whatever runs the pipeline decides how many of
 * them compute at once. What is trained depends on the strategy and never on where it runs.
 */
public sealed interface Strategy {
  /** Returns how many workers share the training data. */
  int workers();

  /** Returns what decides the result, in a few words for people. */
  String summary();

  /** One process takes all steps, one after the other. */
  record Local() implements Strategy {
    @Override
    public int workers() {
      return 1;
    }

    @Override
    public String summary() {
      return "local";
    }
  }

  /**
   * Every step adds up the workers' gradients, in a fixed order. A batch is divided into slices,
   * consecutive parts as even in size as can be; each slice's gradient is computed alone, and the
   * slices' gradients are averaged by size, in order. So the result depends on the number of slices
   * and not on the number of workers that compute them.
   *
   * @param workers how many workers share the slices
   * @param slices how many parts a batch has, a multiple of {@code workers}; as many by default
   */
  record Synchronous(int workers, int slices) implements Strategy {
    /** Checks the numbers. */
    public Synchronous {
      requirePositive("workers", workers);
      requirePositive("slices", slices);
      if (slices % workers != 0) {
        throw new IllegalArgumentException(
            slices
                + " slices cannot be shared evenly by "
                + workers
                + " workers; give a multiple of "
                + workers);
      }
    }

    /**
     * Gives each worker one slice of a batch.
     *
     * @param workers how many workers share a batch
     */
    public Synchronous(int workers) {
      this(workers, workers);
    }

    @Override
    public String summary() {
      return "synchronous over " + slices + (slices == 1 ? " slice" : " slices");
    }
  }

  /**
   * Every worker takes some steps by itself on its own part of the records, and then what they have
   * arrived at is brought together. The optimizer's state stays with each worker.
   *
   * @param workers how many workers share the records
   * @param localSteps how many steps each takes in a round; 50 by default
   * @param outer how a round's results become one; the average by default
   */
  record LocalSgd(int workers, int localSteps, Outer outer) implements Strategy {
    /** Checks the numbers. */
    public LocalSgd {
      requirePositive("workers", workers);
      requirePositive("localSteps", localSteps);
      if (outer == null) {
        throw new IllegalArgumentException("outer must be given");
      }
    }

    /**
     * Averages what the workers arrive at after 50 steps.
     *
     * @param workers how many workers share the records
     */
    public LocalSgd(int workers) {
      this(workers, 50);
    }

    /**
     * Averages what the workers arrive at.
     *
     * @param workers how many workers share the records
     * @param localSteps how many steps each takes in a round
     */
    public LocalSgd(int workers, int localSteps) {
      this(workers, localSteps, new Outer.Averaging());
    }

    @Override
    public String summary() {
      return "local-sgd with %d %s, %d local %s and %s"
          .formatted(
              workers,
              workers == 1 ? "worker" : "workers",
              localSteps,
              localSteps == 1 ? "step" : "steps",
              outer.summary());
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + value);
    }
  }
}
