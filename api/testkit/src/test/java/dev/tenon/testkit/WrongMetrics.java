package dev.tenon.testkit;

import dev.tenon.spi.Mean;
import dev.tenon.spi.Measure;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A right metric, metrics that are wrong in one way each, and their contracts. */
final class WrongMetrics {
  private WrongMetrics() {}

  private static double right(Outcome outcome) {
    return outcome.predicted() == outcome.label() ? 1 : 0;
  }

  record Share() implements Metric, Measure {
    @Override
    public Tally empty() {
      return Mean.of(this);
    }

    @Override
    public double of(Outcome outcome) {
      return right(outcome);
    }
  }

  static class ShareTest implements MetricContract {
    @Override
    public Metric extension() {
      return new Share();
    }

    @Override
    public List<Known> known() {
      return List.of(
          Known.of(
              0.5,
              new Outcome(new float[] {0.7f, 0.3f}, 0, 0),
              new Outcome(new float[] {0.6f, 0.4f}, 1, 0)));
    }

    @Override
    public double least() {
      return 0;
    }

    @Override
    public double greatest() {
      return 1;
    }
  }

  /** A mean as most would write it; what is wrong overrides it. */
  interface Average extends Tally {
    double sum();

    long count();

    Tally of(double sum, long count);

    @Override
    default Tally add(Outcome outcome) {
      return of(sum() + right(outcome), count() + 1);
    }

    @Override
    default Tally merge(Tally other) {
      return of(sum() + ((Average) other).sum(), count() + ((Average) other).count());
    }

    @Override
    default double value() {
      return sum() / count();
    }
  }

  /** Takes the mean of two means, whatever their counts. */
  record MeanOfMeans() implements Metric {
    record Part(double sum, long count) implements Average {
      @Override
      public Tally of(double newSum, long newCount) {
        return new Part(newSum, newCount);
      }

      @Override
      public Tally merge(Tally other) {
        if (count == 0 || ((Part) other).count == 0) {
          return count == 0 ? other : this;
        }
        return new Part(value() + other.value(), 2);
      }
    }

    @Override
    public Tally empty() {
      return new Part(0, 0);
    }
  }

  static class MeanOfMeansTest extends ShareTest {
    @Override
    public Metric extension() {
      return new MeanOfMeans();
    }
  }

  /** Knows the first example's loss alone, and so depends on who is first. */
  record FirstLoss() implements Metric {
    record First(double value) implements Tally {
      @Override
      public Tally add(Outcome outcome) {
        return Double.isNaN(value) ? new First(outcome.loss()) : this;
      }

      @Override
      public Tally merge(Tally other) {
        return Double.isNaN(value) ? other : this;
      }
    }

    @Override
    public Tally empty() {
      return new First(Double.NaN);
    }
  }

  static class FirstLossTest implements MetricContract {
    @Override
    public Metric extension() {
      return new FirstLoss();
    }

    @Override
    public List<Known> known() {
      return List.of(Known.of(3, new Outcome(new float[] {1, 0}, 0, 3)));
    }
  }

  /** Calls it nothing right where nothing was asked. */
  record ZeroOfNone() implements Metric {
    record Part(double sum, long count) implements Average {
      @Override
      public Tally of(double newSum, long newCount) {
        return new Part(newSum, newCount);
      }

      @Override
      public double value() {
        return sum / Math.max(1, count);
      }
    }

    @Override
    public Tally empty() {
      return new Part(0, 0);
    }
  }

  static class ZeroOfNoneTest extends ShareTest {
    @Override
    public Metric extension() {
      return new ZeroOfNone();
    }
  }

  /** Begins with an example that nobody gave. */
  record OneAtFirst() implements Metric {
    record Part(double sum, long count) implements Average {
      @Override
      public Tally of(double newSum, long newCount) {
        return new Part(newSum, newCount);
      }
    }

    @Override
    public Tally empty() {
      return new Part(1, 1);
    }
  }

  static class OneAtFirstTest extends ShareTest {
    @Override
    public Metric extension() {
      return new OneAtFirst();
    }

    @Override
    public List<Known> known() {
      return List.of(Known.of(1, new Outcome(new float[] {0.7f, 0.3f}, 0, 0)));
    }
  }

  /** Adds to itself. */
  record Growing() implements Metric {
    private static final class Part implements Average {
      private static final long serialVersionUID = 1L;
      private double sum;
      private long count;

      @Override
      public double sum() {
        return sum;
      }

      @Override
      public long count() {
        return count;
      }

      @Override
      public Tally of(double newSum, long newCount) {
        sum = newSum;
        count = newCount;
        return this;
      }
    }

    @Override
    public Tally empty() {
      return new Part();
    }
  }

  static class GrowingTest extends ShareTest {
    @Override
    public Metric extension() {
      return new Growing();
    }
  }

  /** Sorts what it is given to look at the largest. */
  record Sorting() implements Metric, Measure {
    @Override
    public Tally empty() {
      return Mean.of(this);
    }

    @Override
    public double of(Outcome outcome) {
      double right = right(outcome);
      Arrays.sort(outcome.prediction());
      return right;
    }
  }

  static class SortingTest extends ShareTest {
    @Override
    public Metric extension() {
      return new Sorting();
    }
  }

  /** Counts the examples of all tallies together. */
  record SharedCount() implements Metric {
    private static final AtomicLong COUNT = new AtomicLong();

    record Part(double sum, long count) implements Average {
      @Override
      public Tally of(double newSum, long newCount) {
        COUNT.incrementAndGet();
        return new Part(newSum, newCount);
      }

      @Override
      public double value() {
        return count == 0 ? Double.NaN : sum / COUNT.get();
      }
    }

    @Override
    public Tally empty() {
      return new Part(0, 0);
    }
  }

  static class SharedCountTest extends ShareTest {
    @Override
    public Metric extension() {
      return new SharedCount();
    }
  }

  /** Leaves behind how many were right. */
  record Lossy() implements Metric {
    private static final class Part implements Average {
      private static final long serialVersionUID = 1L;
      private final transient double sum;
      private final long count;

      private Part(double sum, long count) {
        this.sum = sum;
        this.count = count;
      }

      @Override
      public double sum() {
        return sum;
      }

      @Override
      public long count() {
        return count;
      }

      @Override
      public Tally of(double newSum, long newCount) {
        return new Part(newSum, newCount);
      }
    }

    @Override
    public Tally empty() {
      return new Part(0, 0);
    }
  }

  static class LossyTest extends ShareTest {
    @Override
    public Metric extension() {
      return new Lossy();
    }
  }

  /** Holds an object of a class of its own. */
  record Stranger() implements Metric {
    private static final class Note implements Serializable {
      private static final long serialVersionUID = 1L;
    }

    record Part(double sum, long count, Note note) implements Average {
      @Override
      public Tally of(double newSum, long newCount) {
        return new Part(newSum, newCount, note);
      }
    }

    @Override
    public Tally empty() {
      return new Part(0, 0, new Note());
    }
  }

  static class StrangerTest extends ShareTest {
    @Override
    public Metric extension() {
      return new Stranger();
    }
  }

  /** Tells a hundred times the share. */
  record Percent() implements Metric, Measure {
    @Override
    public Tally empty() {
      return Mean.of(this);
    }

    @Override
    public double of(Outcome outcome) {
      return 100 * right(outcome);
    }
  }

  static class PercentTest extends ShareTest {
    @Override
    public Metric extension() {
      return new Percent();
    }

    @Override
    public List<Known> known() {
      return List.of(Known.of(100, new Outcome(new float[] {0.7f, 0.3f}, 0, 0)));
    }
  }

  static class MistakenTest extends ShareTest {
    @Override
    public List<Known> known() {
      return List.of(Known.of(0.25, new Outcome(new float[] {0.7f, 0.3f}, 0, 0)));
    }
  }

  /** The share of the examples taken for the first class that are of it; of none, often. */
  record Precision() implements Metric {
    record Part(double sum, long count) implements Average {
      @Override
      public Tally of(double newSum, long newCount) {
        return new Part(newSum, newCount);
      }

      @Override
      public Tally add(Outcome outcome) {
        return outcome.predicted() == 0 ? Average.super.add(outcome) : this;
      }
    }

    @Override
    public Tally empty() {
      return new Part(0, 0);
    }
  }

  static class PrecisionTest extends ShareTest {
    @Override
    public Metric extension() {
      return new Precision();
    }
  }

  static class UndefinedPrecisionTest extends PrecisionTest {
    @Override
    public boolean mayBeUndefined() {
      return true;
    }
  }

  /** Sums floating-point numbers. */
  record Rounding() implements Metric {
    record Part(double sum, long count) implements Average {
      @Override
      public Tally of(double newSum, long newCount) {
        return new Part(newSum, newCount);
      }

      @Override
      public Tally add(Outcome outcome) {
        return new Part(sum + outcome.loss(), count + 1);
      }
    }

    @Override
    public Tally empty() {
      return new Part(0, 0);
    }
  }

  static class RoundingTest extends FirstLossTest {
    @Override
    public Metric extension() {
      return new Rounding();
    }
  }

  static class TolerantRoundingTest extends RoundingTest {
    @Override
    public double tolerance() {
      return 1e-12;
    }
  }
}
