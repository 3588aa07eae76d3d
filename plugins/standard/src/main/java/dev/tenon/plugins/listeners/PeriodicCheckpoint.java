package dev.tenon.plugins.listeners;

import dev.tenon.spi.Event;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Training;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Keeps the checkpoint of every n-th epoch, all of them or the last few.
 *
 * <p>They are what the {@link Training} saves, named {@code every-<n>-<epoch>}, such as {@code
 * every-10-0030}, which {@code ./tenon export --checkpoint} takes. The oldest is removed once the
 * newest is whole. As Keras's {@code ModelCheckpoint(filepath with {epoch}, save_freq)} and
 * TensorFlow's {@code CheckpointManager(max_to_keep)}; the checkpoints by which a run is resumed,
 * those of the last two epochs, are kept without any listener. Example: {@code
 * experiment.withListeners(new PeriodicCheckpoint(10))}, or {@code new
 * PeriodicCheckpoint().withKeep(5)} for the last five epochs.
 *
 * @param every how many epochs lie between one and the next; 1 or more, 1 by default
 * @param keep how many are kept, the last of them; 1 or more, all by default
 */
public record PeriodicCheckpoint(int every, OptionalInt keep) implements Listener {
  /** Checks both numbers. */
  public PeriodicCheckpoint {
    if (every < 1) {
      throw new IllegalArgumentException("every must be positive, got " + every);
    }
    if (keep.orElse(1) < 1) {
      throw new IllegalArgumentException("keep must be positive, got " + keep.getAsInt());
    }
  }

  /**
   * Keeps the checkpoints of all n-th epochs.
   *
   * @param every how many epochs lie between one and the next
   */
  public PeriodicCheckpoint(int every) {
    this(every, OptionalInt.empty());
  }

  /** Keeps the checkpoints of all epochs. */
  public PeriodicCheckpoint() {
    this(1);
  }

  /**
   * Returns this listener for the last few.
   *
   * @param keep how many are kept
   * @return the listener
   */
  public PeriodicCheckpoint withKeep(int keep) {
    return new PeriodicCheckpoint(every, OptionalInt.of(keep));
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.EpochEnded ended) {
      int epoch = ended.history().epochs().size();
      if (epoch % every == 0) {
        ended.training().save(name(epoch));
        // In 64 bits, since so many epochs may be more than there are numbers for.
        long oldest = keep.isEmpty() ? 0 : epoch - (long) every * keep.getAsInt();
        if (oldest > 0) {
          ended.training().forget(name(oldest));
        }
      }
    }
  }

  private String name(long epoch) {
    return String.format(Locale.ROOT, "every-%d-%04d", every, epoch);
  }
}
