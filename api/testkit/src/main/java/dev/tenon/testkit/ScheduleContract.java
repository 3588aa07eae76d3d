package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.spi.History;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/**
 * What is expected of a {@link Schedule}: a pure function of the progress that it is given, with a
 * positive, finite rate wherever training may stand.
 *
 * <p>Say which schedule it is about, and on which parts of the progress its rates depend:
 *
 * <pre>{@code
 * class WarmUpTest implements ScheduleContract {
 *   public Schedule extension() {
 *     return new WarmUp(1000);
 *   }
 *
 *   public Set<Part> dependsOn() {
 *     return Set.of(Part.INITIAL_RATE, Part.STEP);
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface ScheduleContract extends Contract<Schedule> {
  /** The parts of a {@link Progress}. */
  enum Part {
    /** The optimizer's rate. */
    INITIAL_RATE,
    /** Steps since training began. */
    STEP,
    /** Steps in an epoch. */
    STEPS_PER_EPOCH,
    /** Epochs done. */
    EPOCH,
    /** Epochs planned. */
    EPOCHS,
    /** The results of the epochs done. */
    HISTORY
  }

  /** Returns the parts of the progress that change the rate, and no others. */
  Set<Part> dependsOn();

  /**
   * Returns the names of the values that the histories hold: by default those of a run with
   * validation that measures the accuracy.
   */
  default List<String> measured() {
    return Histories.USUAL;
  }

  /**
   * The rate must be the same for the same progress: whatever was asked before, whoever asks, and
   * for another schedule of the same configuration; else a resumed run would go another way.
   *
   * @param law the law
   * @throws Exception if the threads are interrupted
   */
  @Test
  default void the_same_progress_gives_the_same_rate_in_any_order(Law law) throws Exception {
    Schedule schedule = extension();
    List<Progress> asked = new Standings(measured()).draw(200, law.random());
    double[] rates = asked.stream().mapToDouble(schedule::rate).toArray();
    for (int i : Divisions.order(rates.length, law.random("order"))) {
      law.on(Standings.describe(asked.get(i)));
      requireSame(law, "asked again", rates[i], schedule.rate(asked.get(i)));
      requireSame(law, "of an equal schedule", rates[i], extension().rate(asked.get(i)));
    }
    Callable<double[]> inOrder = () -> asked.stream().mapToDouble(schedule::rate).toArray();
    for (double[] others : Threads.atOnce(4, inOrder)) {
      for (int i = 0; i < rates.length; i++) {
        law.on(Standings.describe(asked.get(i)));
        requireSame(law, "beside other threads", rates[i], others[i]);
      }
    }
  }

  private static void requireSame(Law law, String when, double first, double then) {
    law.require(
        Double.compare(first, then) == 0, "the rate was %s at first and %s %s", first, then, when);
  }

  /**
   * The rate must be positive and finite: at the first step, throughout, at the last, beyond it, in
   * runs of one step, and in runs of more steps than will ever be taken.
   *
   * @param law the law
   */
  @Test
  default void the_rate_is_positive_and_finite_wherever_training_stands(Law law) {
    for (Progress progress : new Standings(measured()).corners(law.random())) {
      law.on(Standings.describe(progress));
      double rate = extension().rate(progress);
      law.require(rate > 0 && Double.isFinite(rate), "the rate is %s", rate);
    }
  }

  /**
   * Where two standings agree in the parts declared, the rate must be the same.
   *
   * @param law the law
   */
  @Test
  default void the_rate_depends_on_nothing_but_what_is_declared(Law law) {
    Standings standings = new Standings(measured());
    Set<Part> declared = dependsOn();
    RandomGenerator random = law.random();
    for (Progress progress : standings.draw(200, random)) {
      double rate = extension().rate(progress);
      for (Part part : Part.values()) {
        if (!declared.contains(part)) {
          Progress other = standings.changed(progress, part, random);
          law.on(Standings.describe(progress) + " and " + Standings.describe(other));
          double changed = extension().rate(other);
          law.require(
              Double.compare(rate, changed) == 0,
              "%s is not declared, and changed the rate from %s to %s",
              part,
              rate,
              changed);
        }
      }
    }
  }

  /**
   * Each part that is declared must change the rate somewhere.
   *
   * @param law the law
   */
  @Test
  default void all_that_is_declared_makes_a_difference(Law law) {
    Standings standings = new Standings(measured());
    for (Part part : dependsOn()) {
      RandomGenerator random = law.random(part);
      List<Progress> drawn = standings.draw(1000, random);
      law.on(drawn.size() + " changes of " + part);
      law.require(
          drawn.stream().anyMatch(p -> differ(p, standings.changed(p, part, random))),
          "%s is declared, and changed no rate",
          part);
    }
  }

  private boolean differ(Progress one, Progress other) {
    return Double.compare(extension().rate(one), extension().rate(other)) != 0;
  }

  /**
   * Where epochs were measured otherwise than the schedule needs, the rate must be positive and
   * finite all the same, or the mistake be told as a {@link UserError}.
   *
   * @param law the law
   */
  @Test
  default void a_history_without_what_it_looks_for_is_the_users_mistake(Law law) {
    History history = Histories.draw(List.of("another_value"), 3, law.random());
    Progress progress = new Progress(0.1, 30, 10, 3, 9, history);
    law.on(Standings.describe(progress));
    try {
      double rate = extension().rate(progress);
      law.require(rate > 0 && Double.isFinite(rate), "the rate is %s", rate);
    } catch (UserError mistake) {
      law.require(
          mistake.getMessage().contains("another_value"),
          "the error does not say what there is instead: %s",
          mistake.getMessage());
    }
  }
}
