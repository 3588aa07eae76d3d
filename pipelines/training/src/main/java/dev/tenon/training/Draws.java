package dev.tenon.training;

/**
 * Numbers the random draws of a graph, so that no two parts of one step, nor of different steps,
 * draw alike.
 *
 * <p>Part 0 counts steps, as training by one process does; the others count in the upper half of
 * the 32 bits that a draw's number has. Numbers are distinct while steps times parts stay below
 * 2<sup>31</sup>.
 */
final class Draws {
  private static final long HALF = 1L << 31;

  private Draws() {}

  /**
   * Returns a draw's number.
   *
   * @param step the step's number, from 1
   * @param part which part of the step it is, from 0
   * @param parts how many parts a step has
   */
  static long number(long step, int part, int parts) {
    return part == 0 ? step : HALF + ((step - 1) * (parts - 1) + part - 1) % HALF;
  }
}
