package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;

/** What becomes of windows that reach over an image's edge. */
public enum Padding {
  /** There are none: an output has {@code floor((in - extent) / stride) + 1} rows or columns. */
  VALID {
    @Override
    Window around(Shape images, Window window) {
      return window;
    }
  },
  /**
   * The image is padded to have {@code ceil(in / stride)} of them, with the odd row or column below
   * or on the right. A convolution takes padding for zeros, pooling leaves it out.
   */
  SAME {
    @Override
    Window around(Shape images, Window window) {
      return window.padSame(images);
    }
  };

  abstract Window around(Shape images, Window window);
}
