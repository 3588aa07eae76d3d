package dev.tenon.plugins.metrics;

import dev.tenon.spi.ConfusionMatrix;
import java.util.Objects;

/**
 * Cohen's kappa: agreement of true and predicted classes beyond chance.
 *
 * <p>1 is perfect, 0 is chance, and less is worse than that.
 *
 * <p>The value is {@code 1 - sum w[i][j] * n[i][j] / sum w[i][j] * e[i][j]}, where {@code n[i][j]}
 * examples of class i are taken for class j, and {@code e[i][j]} would be if the two were
 * independent. The weights {@code w[i][j]} are 0 if i is j, and otherwise 1, or grow with the
 * distance of ordered classes. It is NaN if all examples are of one class and taken for it. The
 * class that an example is taken for is the one with the largest prediction, the first of equals; a
 * model of one output predicts class 1 where that is above 0.5. Counts are exact. Source: Cohen,
 * <i>A coefficient of agreement for nominal scales</i>, 1960. Example: {@code new
 * CohenKappa(CohenKappa.Weighting.QUADRATIC)} for grades.
 *
 * @param weighting how much a mistake counts; none by default
 */
public record CohenKappa(Weighting weighting) implements OfClasses {
  /** How much a mistake counts. */
  public enum Weighting {
    /** All mistakes alike. */
    NONE,
    /** By the distance of the two classes. */
    LINEAR,
    /** By the square of the distance of the two classes. */
    QUADRATIC
  }

  /** Checks the part. */
  public CohenKappa {
    Objects.requireNonNull(weighting, "weighting");
  }

  /** Has all mistakes count alike. */
  public CohenKappa() {
    this(Weighting.NONE);
  }

  @Override
  public double of(ConfusionMatrix matrix) {
    double all = 0;
    double observed = 0;
    double expected = 0;
    for (int i = 0; i < matrix.classes(); i++) {
      all += matrix.support(i);
    }
    for (int j = 0; j < matrix.classes(); j++) {
      double predicted = matrix.predicted(j);
      for (int i = 0; i < matrix.classes(); i++) {
        double weight = weight(Math.abs(i - j));
        observed += weight * matrix.count(i, j);
        expected += weight * matrix.support(i) * predicted / all;
      }
    }
    return 1 - observed / expected;
  }

  private double weight(double distance) {
    return switch (weighting) {
      case NONE -> distance == 0 ? 0 : 1;
      case LINEAR -> distance;
      case QUADRATIC -> distance * distance;
    };
  }
}
