package dev.tenon.docs.sample;

// region notes
import dev.tenon.spi.Event;
import dev.tenon.spi.History;

/** What to do at events, for a {@code function_listener}. */
public final class Notes {
  private Notes() {}

  static void epoch(Event event) {
    if (event instanceof Event.EpochEnded ended) {
      History history = ended.history();
      double[] losses = history.values("val_loss");
      double gain = losses[0] - losses[losses.length - 1];
      ended.training().workDirectory().file("gain.txt").write("%.3f%n".formatted(gain));
    }
  }
}
// endregion
