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

  /** Returns which of so many pixels is seen at a place, -1 if none. */
  int index(int place, int size) {
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
