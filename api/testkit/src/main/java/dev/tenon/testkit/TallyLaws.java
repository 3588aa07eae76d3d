package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import dev.tenon.spi.TallyCodec;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** The part of {@link MetricContract} that is about tallies: values that merge, a monoid. */
@API(status = EXPERIMENTAL)
public interface TallyLaws extends Contract<Metric> {
  /**
   * Returns by how much values may differ with parts and order. 0 by default: Tenon's runs are
   * exact, and {@link dev.tenon.spi.Mean} makes a metric so.
   */
  default double tolerance() {
    return 0;
  }

  /**
   * Draws outcomes: by default probabilities of 2 to 6 classes, of which some are equal, with the
   * cross-entropy as loss.
   *
   * @param count how many
   * @param random the only source of chance to use
   * @return the outcomes
   */
  default List<Outcome> outcomes(int count, RandomGenerator random) {
    return Tallies.outcomes(count, random);
  }

  private Sameness sameness(RandomGenerator random) {
    return new Sameness(Tallies.of(extension(), outcomes(7, random)), tolerance());
  }

  /**
   * Tallies of any division of the examples, merged in any order, must know what the tally of all
   * knows; also where a prediction is no number.
   *
   * @param law the law
   */
  @Test
  default void any_split_and_order_of_merging_gives_the_value_of_the_whole(Law law) {
    for (int trial = 0; trial < 40; trial++) {
      RandomGenerator random = law.random(trial);
      List<Outcome> outcomes = outcomes(1 + random.nextInt(200), random);
      if (trial % 4 == 3) {
        outcomes = Tallies.withoutNumber(outcomes, random);
      }
      Tally whole = Tallies.of(extension(), outcomes);
      Sharding sharding = Sharding.draw(outcomes.size(), random);
      Tally merged = sharding.merge(extension(), outcomes);
      law.on(outcomes.size() + " outcomes, " + sharding);
      sameness(random).require(law, "merged", whole, merged);
    }
  }

  /**
   * Merging with the tally of no examples, from either side, must change nothing.
   *
   * @param law the law
   */
  @Test
  default void merging_with_no_examples_changes_nothing(Law law) {
    for (int trial = 0; trial < 20; trial++) {
      RandomGenerator random = law.random(trial);
      List<Outcome> outcomes = outcomes(trial, random);
      law.on(Tallies.describe(outcomes));
      Tally tally = Tallies.of(extension(), outcomes);
      Sameness same = sameness(random);
      same.require(law, "merged with none", tally, tally.merge(extension().empty()));
      same.require(law, "none merged with it", tally, extension().empty().merge(tally));
    }
  }

  /**
   * It must not matter which of three tallies are merged first.
   *
   * @param law the law
   */
  @Test
  default void merging_is_associative(Law law) {
    for (int trial = 0; trial < 20; trial++) {
      RandomGenerator random = law.random(trial);
      List<Outcome> outcomes = outcomes(30, random);
      int one = random.nextInt(1, 29);
      int two = random.nextInt(one, 30);
      Tally a = Tallies.of(extension(), outcomes.subList(0, one));
      Tally b = Tallies.of(extension(), outcomes.subList(one, two));
      Tally c = Tallies.of(extension(), outcomes.subList(two, 30));
      law.on("a of %d, b of %d and c of %d outcomes".formatted(one, two - one, 30 - two));
      sameness(random)
          .require(
              law, "a + (b + c) in place of (a + b) + c", a.merge(b).merge(c), a.merge(b.merge(c)));
    }
  }

  /**
   * It must not matter which of two tallies is merged with the other.
   *
   * @param law the law
   */
  @Test
  default void merging_is_commutative(Law law) {
    for (int trial = 0; trial < 20; trial++) {
      RandomGenerator random = law.random(trial);
      List<Outcome> outcomes = outcomes(20, random);
      int one = random.nextInt(21);
      Tally a = Tallies.of(extension(), outcomes.subList(0, one));
      Tally b = Tallies.of(extension(), outcomes.subList(one, 20));
      law.on("a of %d and b of %d outcomes".formatted(one, 20 - one));
      sameness(random).require(law, "b + a in place of a + b", a.merge(b), b.merge(a));
    }
  }

  /**
   * A tally is a value: adding to it and merging it must leave it, and what it is merged with, as
   * they were.
   *
   * @param law the law
   */
  @Test
  default void a_tally_stays_as_it_is(Law law) {
    for (int trial = 0; trial < 20; trial++) {
      List<Outcome> outcomes = outcomes(trial + 12, law.random(trial));
      List<Outcome> more = outcomes.subList(trial, trial + 12);
      law.on("a tally of %d outcomes, and 12 more".formatted(trial));
      Tally tally = Tallies.of(extension(), outcomes.subList(0, trial));
      Tally other = Tallies.of(extension(), more);
      double before = tally.value();
      double others = other.value();
      more.forEach(tally::add);
      requireUnchanged(law, "adding to it", before, tally);
      tally.merge(other);
      requireUnchanged(law, "merging it", before, tally);
      requireUnchanged(law, "merging another with it", others, other);
    }
  }

  private static void requireUnchanged(Law law, String what, double before, Tally tally) {
    law.require(
        Double.compare(before, tally.value()) == 0,
        "%s changed its value from %s to %s",
        what,
        before,
        tally.value());
  }

  /**
   * A tally must know its own examples alone, whatever else is tallied before, in between, or in
   * other threads.
   *
   * @param law the law
   * @throws Exception if the threads are interrupted
   */
  @Test
  default void tallies_know_nothing_of_one_another(Law law) throws Exception {
    List<Outcome> outcomes = outcomes(60, law.random());
    law.on(outcomes.size() + " outcomes");
    Tally alone = Tallies.of(extension(), outcomes);
    Sameness same = sameness(law.random("probe"));
    same.require(law, "tallied again", alone, Tallies.of(extension(), outcomes));
    Tally tally = extension().empty();
    Tally other = extension().empty();
    for (int i = 0; i < outcomes.size(); i++) {
      tally = tally.add(outcomes.get(i));
      other = other.add(outcomes.get(outcomes.size() - 1 - i));
    }
    same.require(law, "tallied in turn with another", alone, tally);
    for (Tally beside : Threads.atOnce(4, () -> Tallies.of(extension(), outcomes))) {
      same.require(law, "tallied beside other threads", alone, beside);
    }
  }

  /**
   * A tally that is written, and read on another worker as Tenon reads it, must know what it knew.
   *
   * @param law the law
   * @throws IOException if it cannot be read, since it does not consist of what is allowed
   */
  @Test
  default void a_tally_survives_the_way_to_another_worker(Law law) throws IOException {
    for (int trial = 0; trial < 20; trial++) {
      RandomGenerator random = law.random(trial);
      List<Outcome> outcomes = outcomes(trial, random);
      law.on("a tally of %d outcomes".formatted(trial));
      Tally tally = Tallies.of(extension(), outcomes);
      Tally read = TallyCodec.read(TallyCodec.write(tally), tally.getClass().getClassLoader());
      Sameness same = sameness(random);
      same.require(law, "written and read", tally, read);
      Outcome next = outcomes(1, random).get(0);
      same.require(law, "written, read and added to", tally.add(next), read.add(next));
    }
  }
}
