package dev.tenon.training;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * Some rounds of one epoch, done in one go: from the values of a checkpoint to a checkpoint. To run
 * it again changes nothing.
 *
 * @param fingerprint what is trained, on what
 * @param from the checkpoint to go on from; empty for the beginning of training
 * @param rounds the rounds, in order, one at least
 */
public record RoundJob(Fingerprint fingerprint, String from, List<Round> rounds)
    implements Serializable {
  /** Keeps its own copy of the rounds. */
  public RoundJob {
    rounds = List.copyOf(rounds);
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("a job needs a round");
    }
  }

  /** Returns the name of the checkpoint that the job ends with. */
  public String to() {
    return name(last().epoch(), last().end());
  }

  Round last() {
    return rounds.get(rounds.size() - 1);
  }

  /** Returns the name of the checkpoint after some steps of an epoch. */
  static String name(int epoch, long steps) {
    return String.format(Locale.ROOT, "%s%08d", prefix(epoch), steps);
  }

  /** Returns what the names of an epoch's checkpoints on the way begin with. */
  static String prefix(int epoch) {
    return String.format(Locale.ROOT, "round-%04d-", epoch);
  }
}
