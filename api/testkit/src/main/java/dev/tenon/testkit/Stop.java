package dev.tenon.testkit;

import java.util.Locale;

/** When a run is stopped, as the checkpoint of an epoch is the last that was kept. */
enum Stop {
  /** Before the next epoch. */
  BETWEEN_EPOCHS {
    @Override
    void after(Rehearsal run, int steps) {}
  },
  /** In the middle of the next epoch. */
  WITHIN_AN_EPOCH {
    @Override
    void after(Rehearsal run, int steps) {
      run.step((steps + 1) / 2);
    }
  },
  /** When the listener has heard of the next epoch's end, and its checkpoint is not yet kept. */
  BEFORE_AN_EPOCH_WAS_KEPT {
    @Override
    void after(Rehearsal run, int steps) {
      run.step(steps);
      run.endEpoch();
    }
  },
  /** When the listener has heard of the run's end, and its checkpoint is not yet kept. */
  BEFORE_THE_END_WAS_KEPT {
    @Override
    void after(Rehearsal run, int steps) {
      run.end();
    }
  };

  /** Tells whether a run of so many epochs can be stopped so when others are done. */
  boolean isPossible(int done, int epochs) {
    return switch (this) {
      case BETWEEN_EPOCHS -> true;
      case WITHIN_AN_EPOCH, BEFORE_AN_EPOCH_WAS_KEPT -> done < epochs;
      case BEFORE_THE_END_WAS_KEPT -> done == epochs;
    };
  }

  /** Runs to that point. */
  void run(Rehearsal run, int done, int steps) {
    run.run(0, done);
    after(run, steps);
  }

  abstract void after(Rehearsal run, int steps);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
