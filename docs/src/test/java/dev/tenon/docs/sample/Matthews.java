package dev.tenon.docs.sample;

// region metric
import dev.tenon.spi.ConfusionMatrix;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;

/**
 * The correlation of predicted classes and true ones, -1 to 1 (Matthews 1975, Gorodkin 2004): 0 is
 * what guessing gives, however rare some classes are.
 */
public record Matthews() implements Metric {
  @Override
  public Tally empty() {
    return new Counts(ConfusionMatrix.EMPTY);
  }

  /** Counts merge exactly, in any order. */
  record Counts(ConfusionMatrix matrix) implements Tally {
    @Override
    public Tally add(Outcome outcome) {
      return new Counts(matrix.add(outcome));
    }

    @Override
    public Tally merge(Tally other) {
      return new Counts(matrix.merge(((Counts) other).matrix));
    }

    @Override
    public double value() {
      long all = 0;
      long right = 0;
      long together = 0;
      long labels = 0;
      long predictions = 0;
      for (int k = 0; k < matrix.classes(); k++) {
        long labelled = 0;
        long predicted = 0;
        for (int other = 0; other < matrix.classes(); other++) {
          labelled += matrix.count(k, other);
          predicted += matrix.count(other, k);
        }
        all += labelled;
        right += matrix.count(k, k);
        together += labelled * predicted;
        labels += labelled * labelled;
        predictions += predicted * predicted;
      }
      double spread = Math.sqrt((double) (all * all - labels) * (all * all - predictions));
      if (all == 0) {
        return Double.NaN;
      }
      return spread == 0 ? 0 : (right * all - together) / spread;
    }
  }
}
// endregion
