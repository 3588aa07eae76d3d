package dev.tenon.plugins.layers;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Window;
import java.util.List;

/** What becomes of windows that reach over a sequence's ends. */
public enum SequencePadding {
  /** There are none: an output has {@code floor((in - extent) / stride) + 1} places. */
  VALID {
    @Override
    Window around(Shape sequences, Window window) {
      return window;
    }
  },
  /** The sequence is padded to have {@code ceil(in / stride)} of them, the odd zero behind. */
  SAME {
    @Override
    Window around(Shape sequences, Window window) {
      return window.padSame(sequences);
    }
  },
  /** {@code extent - 1} zeros in front alone, so that no output depends on what follows it. */
  CAUSAL {
    @Override
    Window around(Shape sequences, Window window) {
      return window.withPads(List.of(window.extent(0) - 1), List.of(0));
    }
  };

  abstract Window around(Shape sequences, Window window);
}
