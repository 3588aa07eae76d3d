package dev.tenon.plugins.augmentations;

/** The size of images that are made. */
final class Size {
  private Size() {}

  /** Requires at least one pixel. */
  static void check(String what, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          what + " needs a positive height and width, got " + height + "x" + width);
    }
  }
}
