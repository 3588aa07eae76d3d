package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * A prediction and what it should have been.
 *
 * @param prediction the model's output for one example, not to be changed
 * @param label the index of the true class
 * @param loss the example's loss
 */
@API(status = STABLE)
public record Outcome(float[] prediction, int label, double loss) {
  /** Returns the predicted class: the index of the largest value, the first of equals. */
  public int predicted() {
    int largest = 0;
    for (int i = 1; i < prediction.length; i++) {
      if (prediction[i] > prediction[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
