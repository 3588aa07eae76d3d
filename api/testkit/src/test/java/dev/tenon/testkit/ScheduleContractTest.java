package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Schedules that are wrong in one way each, and what is told of them. */
class ScheduleContractTest {
  private static final String SAME = "the same progress gives the same rate in any order";
  private static final String RANGE = "the rate is positive and finite wherever training stands";
  private static final String NOTHING_ELSE = "the rate depends on nothing but what is declared";
  private static final String ALL = "all that is declared makes a difference";
  private static final String HISTORY = "a history without what it looks for is the users mistake";

  record Inverse() implements Schedule {
    @Override
    public double rate(Progress progress) {
      return progress.initialRate() / (1 + progress.step());
    }
  }

  static class InverseTest implements ScheduleContract {
    @Override
    public Schedule extension() {
      return new Inverse();
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP);
    }
  }

  /** Counts its calls where it should look at the step. */
  record Counting() implements Schedule {
    private static final AtomicLong CALLS = new AtomicLong();

    @Override
    public double rate(Progress progress) {
      return progress.initialRate() / CALLS.incrementAndGet();
    }
  }

  static class CountingTest extends InverseTest {
    @Override
    public Schedule extension() {
      return new Counting();
    }
  }

  /** From the rate to twice the rate; divides by the number of intervals between steps. */
  record Rising() implements Schedule {
    @Override
    public double rate(Progress progress) {
      double intervals = (double) progress.stepsPerEpoch() * progress.epochs() - 1;
      return progress.initialRate() * (1 + progress.step() / intervals);
    }
  }

  static class RisingTest implements ScheduleContract {
    @Override
    public Schedule extension() {
      return new Rising();
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH, Part.EPOCHS);
    }
  }

  /** Reaches zero at the end, and falls on. */
  record Falling() implements Schedule {
    @Override
    public double rate(Progress progress) {
      double steps = (double) progress.stepsPerEpoch() * progress.epochs();
      return progress.initialRate() * (1 - progress.step() / steps);
    }
  }

  static class FallingTest extends RisingTest {
    @Override
    public Schedule extension() {
      return new Falling();
    }
  }

  /** Follows the loss and does not say so. */
  record Following() implements Schedule {
    @Override
    public double rate(Progress progress) {
      double sum = progress.initialRate() / (1 + progress.step());
      for (double loss : progress.history().values("loss")) {
        sum += loss;
      }
      return sum;
    }
  }

  static class FollowingTest extends InverseTest {
    @Override
    public Schedule extension() {
      return new Following();
    }
  }

  record Level() implements Schedule {
    @Override
    public double rate(Progress progress) {
      return progress.initialRate();
    }
  }

  static class LevelTest extends InverseTest {
    @Override
    public Schedule extension() {
      return new Level();
    }
  }

  /** Takes it for granted that a loss was measured. */
  record Trusting() implements Schedule {
    @Override
    public double rate(Progress progress) {
      return progress.history().epochs().stream()
          .mapToDouble(epoch -> epoch.values().get("loss"))
          .reduce(progress.initialRate() / (1 + progress.step()), Double::sum);
    }
  }

  static class TrustingTest extends InverseTest {
    @Override
    public Schedule extension() {
      return new Trusting();
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP, Part.HISTORY);
    }
  }

  @Test
  void a_right_schedule_breaks_no_law() {
    assertThat(Verdict.of(InverseTest.class)).isEqualTo(new Verdict(8, Map.of()));
  }

  @Test
  void a_counter_is_found() {
    Verdict.of(CountingTest.class).breaks(SAME, " asked again", "step ");
  }

  @Test
  void a_rate_that_is_no_number_in_a_run_of_one_step_is_found() {
    Verdict.of(RisingTest.class)
        .breaksOnly(RANGE, "the rate is NaN", "step 0 of 1 in an epoch, 0 of 1 epochs done");
  }

  @Test
  void a_rate_that_falls_to_zero_at_the_end_is_found() {
    Verdict.of(FallingTest.class)
        .breaksOnly(RANGE, "the rate is 0.0", "step 1 of 1 in an epoch, 1 of 1 epochs done");
  }

  @Test
  void a_part_that_is_not_declared_is_found() {
    Verdict.of(FollowingTest.class)
        .breaksOnly(NOTHING_ELSE, "HISTORY is not declared, and changed the rate from ", "step ");
  }

  @Test
  void a_part_that_is_declared_in_vain_is_found() {
    Verdict.of(LevelTest.class)
        .breaksOnly(ALL, "STEP is declared, and changed no rate", "1000 changes of STEP");
  }

  @Test
  void a_missing_value_that_is_not_told_is_found() {
    Verdict.of(TrustingTest.class)
        .breaksOnly(HISTORY, "threw java.lang.NullPointerException", "step 30 of 10 in an epoch");
  }
}
