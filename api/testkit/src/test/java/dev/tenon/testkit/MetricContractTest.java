package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of {@link WrongMetrics}. */
class MetricContractTest {
  private static final String KNOWN = "known cases have their values";
  private static final String EMPTY = "no examples have no value";
  private static final String RANGE = "the value stays within its range";
  private static final String SPLIT = "any split and order of merging gives the value of the whole";
  private static final String NONE = "merging with no examples changes nothing";
  private static final String ASSOCIATIVE = "merging is associative";
  private static final String COMMUTATIVE = "merging is commutative";
  private static final String STAYS = "a tally stays as it is";
  private static final String PREDICTIONS = "predictions are left as they are";
  private static final String ALONE = "tallies know nothing of one another";
  private static final String WORKER = "a tally survives the way to another worker";

  @Test
  void a_right_metric_breaks_no_law() {
    assertThat(Verdict.of(WrongMetrics.ShareTest.class)).isEqualTo(new Verdict(14, Map.of()));
  }

  @Test
  void a_merge_that_is_not_associative_is_found() {
    Verdict verdict = Verdict.of(WrongMetrics.MeanOfMeansTest.class);
    assertThat(verdict.broken()).containsOnlyKeys(ASSOCIATIVE, SPLIT);
    verdict.breaks(ASSOCIATIVE, "a + (b + c) in place of (a + b) + c", "a of ");
    verdict.breaks(SPLIT, "merged it has the value", "");
    assertThat(verdict.broken().get(SPLIT)).contains(" outcomes, shuffled, tallied in the parts [");
  }

  @Test
  void a_merge_that_is_not_commutative_is_found() {
    Verdict verdict = Verdict.of(WrongMetrics.FirstLossTest.class);
    assertThat(verdict.broken()).containsOnlyKeys(COMMUTATIVE, SPLIT);
    verdict.breaks(COMMUTATIVE, "b + a in place of a + b it has the value", "a of ");
  }

  @Test
  void a_value_of_no_examples_is_found() {
    Verdict.of(WrongMetrics.ZeroOfNoneTest.class)
        .breaksOnly(EMPTY, "the value is 0.0, not NaN", "no outcomes");
  }

  @Test
  void a_wrong_empty_tally_is_found() {
    Verdict.of(WrongMetrics.OneAtFirstTest.class).breaks(NONE, "merged with none", "no outcomes");
  }

  @Test
  void a_tally_that_changes_is_found() {
    Verdict.of(WrongMetrics.GrowingTest.class)
        .breaks(STAYS, "adding to it changed its value from ", "a tally of 0 outcomes, and 12");
  }

  @Test
  void a_prediction_that_is_changed_is_found() {
    Verdict.of(WrongMetrics.SortingTest.class)
        .breaks(PREDICTIONS, "the prediction has become [", "1 outcome: label ");
  }

  @Test
  void what_tallies_share_is_found() {
    Verdict.of(WrongMetrics.SharedCountTest.class).breaks(ALONE, "tallied again", "60 outcomes");
  }

  @Test
  void what_is_lost_on_the_way_is_found() {
    Verdict.of(WrongMetrics.LossyTest.class)
        .breaksOnly(WORKER, "written and read it has the value 0.0, not ", "a tally of ");
  }

  @Test
  void what_is_refused_on_the_way_is_found() {
    Verdict.of(WrongMetrics.StrangerTest.class)
        .breaksOnly(
            WORKER, "a metric's tally must consist of records, enums", "a tally of 0 outcomes");
  }

  @Test
  void a_value_out_of_range_is_found() {
    Verdict.of(WrongMetrics.PercentTest.class).breaksOnly(RANGE, ", not from 0.0 to 1.0", "");
  }

  @Test
  void a_value_that_is_undefined_must_be_declared() {
    Verdict.of(WrongMetrics.PrecisionTest.class)
        .breaksOnly(RANGE, "the value is NaN, and not declared to be undefined", "");
    assertThat(Verdict.of(WrongMetrics.UndefinedPrecisionTest.class).broken()).isEmpty();
  }

  @Test
  void a_wrong_value_is_found() {
    Verdict.of(WrongMetrics.MistakenTest.class)
        .breaksOnly(KNOWN, "the value is 1.0, not 0.25", "1 outcome: label 0 of [0.7, 0.3]");
  }

  @Test
  void rounding_must_be_declared() {
    assertThat(Verdict.of(WrongMetrics.RoundingTest.class).broken())
        .containsOnlyKeys(ASSOCIATIVE, SPLIT);
    assertThat(Verdict.of(WrongMetrics.TolerantRoundingTest.class).broken()).isEmpty();
  }
}
