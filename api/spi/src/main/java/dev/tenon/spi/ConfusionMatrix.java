package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.apiguardian.api.API;

/**
 * How often each class was taken for each: the tally behind results by class.
 *
 * <p>A prediction's class is the index of its largest value, the first of equals. Classes count as
 * far as any prediction or label reaches. Rows are shared between tallies and copied when changed,
 * so adding an example to a matrix of K classes copies 2 K numbers, not K<sup>2</sup>.
 */
@API(status = STABLE)
public final class ConfusionMatrix implements Tally {
  private static final long serialVersionUID = 1L;

  /** The matrix of no examples. */
  public static final ConfusionMatrix EMPTY = new ConfusionMatrix(0, new long[0][]);

  private final int classes;

  /** By label, then by predicted class; a row ends after its last count. */
  private final long[][] rows;

  private ConfusionMatrix(int classes, long[][] rows) {
    this.classes = classes;
    this.rows = rows;
  }

  @Override
  public ConfusionMatrix add(Outcome outcome) {
    int label = outcome.label();
    int predicted = outcome.predicted();
    long[][] copy = Arrays.copyOf(rows, Math.max(rows.length, label + 1));
    long[] row = row(label);
    copy[label] = Arrays.copyOf(row, Math.max(row.length, predicted + 1));
    copy[label][predicted]++;
    int reach = Math.max(outcome.prediction().length, label + 1);
    return new ConfusionMatrix(Math.max(classes, reach), copy);
  }

  @Override
  public ConfusionMatrix merge(Tally other) {
    if (!(other instanceof ConfusionMatrix matrix)) {
      throw new IllegalArgumentException(
          "only tallies of one metric merge, got " + this + " and " + other);
    }
    long[][] sum = new long[Math.max(rows.length, matrix.rows.length)][];
    for (int label = 0; label < sum.length; label++) {
      long[] mine = row(label);
      long[] theirs = matrix.row(label);
      sum[label] = Arrays.copyOf(mine, Math.max(mine.length, theirs.length));
      for (int i = 0; i < theirs.length; i++) {
        sum[label][i] += theirs[i];
      }
    }
    return new ConfusionMatrix(Math.max(classes, matrix.classes), sum);
  }

  private long[] row(int label) {
    return label < rows.length && rows[label] != null ? rows[label] : new long[0];
  }

  /** Returns the number of classes seen so far. */
  public int classes() {
    return classes;
  }

  /**
   * Returns how many examples of one class were taken for another.
   *
   * @param label the true class
   * @param predicted the class it was taken for
   * @return the count
   */
  public long count(int label, int predicted) {
    long[] row = row(label);
    return predicted < row.length ? row[predicted] : 0;
  }

  /**
   * Returns how many examples of a class there were.
   *
   * @param label the class
   * @return its support
   */
  public long support(int label) {
    return LongStream.of(row(label)).sum();
  }

  /**
   * Returns how many examples were taken for a class.
   *
   * @param predicted the class
   * @return the count, right or wrong
   */
  public long predicted(int predicted) {
    long sum = 0;
    for (int label = 0; label < rows.length; label++) {
      sum += count(label, predicted);
    }
    return sum;
  }

  /**
   * Returns what share of the examples taken for a class are of that class.
   *
   * @param label the class
   * @return 0 to 1; NaN if none was taken for it
   */
  public double precision(int label) {
    return (double) count(label, label) / predicted(label);
  }

  /**
   * Returns what share of the examples of a class were taken for it.
   *
   * @param label the class
   * @return 0 to 1; NaN if there were none of it
   */
  public double recall(int label) {
    return (double) count(label, label) / support(label);
  }

  /** Returns the accuracy: the share of examples taken for their own class. */
  @Override
  public double value() {
    long right = 0;
    long all = 0;
    for (int label = 0; label < rows.length; label++) {
      right += count(label, label);
      all += support(label);
    }
    return (double) right / all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix matrix
        && classes == matrix.classes
        && Arrays.deepEquals(counts(), matrix.counts());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(counts());
  }

  @Override
  public String toString() {
    return "ConfusionMatrix" + Arrays.deepToString(counts());
  }

  private long[][] counts() {
    long[][] counts = new long[classes][];
    for (int label = 0; label < classes; label++) {
      counts[label] = Arrays.copyOf(row(label), classes);
    }
    return counts;
  }
}
