package dev.tenon.training;

/**
 * What a training image shows: one class, or two of which one has the larger share.
 *
 * @param label the class, or that of the larger share
 * @param other the other class; the same where there is one
 * @param share the share of the first, 1/2 to 1
 */
public record Target(int label, int other, float share) {
  /**
   * Returns the target of an image of one class.
   *
   * @param label the class
   * @return the target
   */
  public static Target of(int label) {
    return new Target(label, label, 1);
  }

  /** Returns the target of a mixture. */
  static Target mixed(int label, int other, double share) {
    return share < 0.5
        ? new Target(other, label, (float) (1 - share))
        : new Target(label, other, (float) share);
  }
}
