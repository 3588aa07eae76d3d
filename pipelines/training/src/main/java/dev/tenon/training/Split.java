package dev.tenon.training;

import dev.tenon.spi.Seeds;
import dev.tenon.spi.UserError;

/**
 * Training data divided into a part to learn from and a part to validate by.
 *
 * @param training the part to learn from
 * @param validation the part held out
 */
public record Split(Dataset training, Dataset validation) {
  /**
   * Divides a data set. Which part a record falls into depends on its id alone: not on the seed,
   * nor on the other records, so experiments of all seeds are validated by the same records.
   *
   * @param data the whole
   * @param fraction the part to hold out, above 0 and below 1; met on average
   * @return the two parts
   * @throws UserError if one of them would be empty
   */
  public static Split of(Dataset data, double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException("a fraction must be above 0 and below 1, got " + fraction);
    }
    Split split =
        new Split(
            data.where(i -> position(data.id(i)) >= fraction),
            data.where(i -> position(data.id(i)) < fraction));
    if (split.training.size() == 0 || split.validation.size() == 0) {
      throw new UserError(
          "a validation split of "
              + fraction
              + " divides the "
              + data.size()
              + " training records into "
              + split.training.size()
              + " to learn from and "
              + split.validation.size()
              + " to validate by; use more records or another split");
    }
    return split;
  }

  private static double position(String id) {
    return (Seeds.derive(0, "validation", id) >>> 11) * 0x1p-53;
  }
}
