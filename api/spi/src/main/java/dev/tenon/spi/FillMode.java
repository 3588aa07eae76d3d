package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** What is seen outside an image, under the names of Keras's fill modes: here beside a row abcd. */
@API(status = EXPERIMENTAL)
public enum FillMode {
  /** The nearest pixel: {@code aaaa|abcd|dddd}. */
  NEAREST,
  /** One value: {@code kkkk|abcd|kkkk}. */
  CONSTANT,
  /** The image mirrored, with its outermost pixels twice: {@code dcba|abcd|dcba}. */
  REFLECT,
  /** The image again: {@code abcd|abcd|abcd}. */
  WRAP;

  /**
   * Returns which of the pixels in a row or column is seen at a place.
   *
   * @param place the place, which may be outside; the first pixel is at 0
   * @param size how many pixels there are
   * @return the index of a pixel, or -1 where {@link #CONSTANT} shows none
   */
  public int index(int place, int size) {
    return switch (this) {
      case NEAREST -> Math.max(0, Math.min(size - 1, place));
      case CONSTANT -> place >= 0 && place < size ? place : -1;
      case REFLECT -> {
        int within = Math.floorMod(place, 2 * size);
        yield Math.min(within, 2 * size - 1 - within);
      }
      case WRAP -> Math.floorMod(place, size);
    };
  }
}
