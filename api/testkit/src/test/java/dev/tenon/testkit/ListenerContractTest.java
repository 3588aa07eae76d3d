package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Event;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Listeners that are wrong in one way each, and what is told of them. */
class ListenerContractTest {
  private static final String FRESH = "a fresh copy for each event does the same";
  private static final String GOES_ON = "a run that goes on ends as one that was never stopped";
  private static final String EVERY = "every kind of event is taken";
  private static final String LOOKS_FOR = "results without what it looks for are the users mistake";
  private static final String FILES =
      "it writes the files declared through the work directory alone";
  private static final String ERROR = "an error of writing comes out";

  /** Writes the number of epochs. */
  record Noting() implements Listener {
    @Override
    public void on(Event event) {
      if (event instanceof Event.EpochEnded ended) {
        file(ended).write(ended.history().epochs().size() + " epochs");
      }
    }

    static StoredFile file(Event event) {
      return event.training().workDirectory().folder("notes").file("epochs.txt");
    }
  }

  static class NotingTest implements ListenerContract {
    @Override
    public Listener extension() {
      return new Noting();
    }

    @Override
    public Set<String> files() {
      return Set.of("notes/epochs.txt");
    }
  }

  /** The same, of listeners that leave no files. */
  abstract static class WithoutFiles implements ListenerContract {
    @Override
    public Set<String> files() {
      return Set.of();
    }
  }

  /** Keeps the best loss that it has seen itself. */
  record BestItSaw() implements Listener {
    private static final Map<Listener, Double> SEEN =
        Collections.synchronizedMap(new IdentityHashMap<>());

    @Override
    public void on(Event event) {
      if (event instanceof Event.Started) {
        SEEN.remove(this);
      } else if (event instanceof Event.EpochEnded ended) {
        double[] losses = ended.history().values("loss");
        double last = losses[losses.length - 1];
        if (!(SEEN.getOrDefault(this, Double.POSITIVE_INFINITY) <= last)) {
          SEEN.put(this, last);
          event.training().save("best");
        }
      }
    }
  }

  static class BestItSawTest extends WithoutFiles {
    @Override
    public Listener extension() {
      return new BestItSaw();
    }
  }

  /** Keeps, for all copies of itself, the best loss since training began or went on. */
  record BestSinceStart() implements Listener {
    private static double best;

    @Override
    public void on(Event event) {
      if (event instanceof Event.Started) {
        best = Double.POSITIVE_INFINITY;
      } else if (event instanceof Event.EpochEnded ended) {
        double[] losses = ended.history().values("loss");
        if (losses[losses.length - 1] < best) {
          best = losses[losses.length - 1];
          event.training().save("best");
        }
      }
    }
  }

  static class BestSinceStartTest extends WithoutFiles {
    @Override
    public Listener extension() {
      return new BestSinceStart();
    }
  }

  /** Adds a line to what is there. */
  record Appending() implements Listener {
    @Override
    public void on(Event event) {
      if (event instanceof Event.EpochEnded ended) {
        StoredFile file = Noting.file(event);
        try {
          String before = file.exists() ? file.text() : "";
          file.write(before + ended.history().epochs().size() + "\n");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  static class AppendingTest extends NotingTest {
    @Override
    public Listener extension() {
      return new Appending();
    }
  }

  /** Looks at the last epoch of a run that may have none. */
  record LastEpoch() implements Listener {
    @Override
    public void on(Event event) {
      if (event instanceof Event.Ended ended) {
        int last = ended.history().epochs().size() - 1;
        event.training().console().line("" + ended.history().epochs().get(last));
      }
    }
  }

  static class LastEpochTest extends WithoutFiles {
    @Override
    public Listener extension() {
      return new LastEpoch();
    }
  }

  /** Takes it for granted that a loss was measured. */
  record Trusting() implements Listener {
    @Override
    public void on(Event event) {
      if (event instanceof Event.EpochEnded ended) {
        History.Epoch epoch = ended.history().epochs().get(0);
        event.training().console().line(Double.toString(epoch.values().get("loss")));
      }
    }
  }

  static class TrustingTest extends WithoutFiles {
    @Override
    public Listener extension() {
      return new Trusting();
    }
  }

  /** Writes on this machine's disk. */
  record OnDisk() implements Listener {
    @Override
    public void on(Event event) {
      if (event instanceof Event.Ended) {
        try {
          Files.writeString(Path.of(event.training().workDirectory().path(), "end.txt"), "");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  static class OnDiskTest extends WithoutFiles {
    @Override
    public Listener extension() {
      return new OnDisk();
    }
  }

  static class UndeclaredTest extends NotingTest {
    @Override
    public Set<String> files() {
      return Set.of();
    }
  }

  /** Would rather lose its file than the run. */
  record Swallowing() implements Listener {
    @Override
    public void on(Event event) {
      try {
        new Noting().on(event);
      } catch (UserError lost) {
        event.training().console().line("no file: " + lost.getMessage());
      }
    }
  }

  static class SwallowingTest extends NotingTest {
    @Override
    public Listener extension() {
      return new Swallowing();
    }
  }

  /** Restores what it has not kept. */
  record Restoring() implements Listener {
    @Override
    public void on(Event event) {
      if (event instanceof Event.Ended) {
        event.training().restore("best");
      }
    }
  }

  static class RestoringTest extends WithoutFiles {
    @Override
    public Listener extension() {
      return new Restoring();
    }
  }

  @Test
  void a_right_listener_breaks_no_law() {
    assertThat(Verdict.of(NotingTest.class)).isEqualTo(new Verdict(9, Map.of()));
  }

  @Test
  void what_a_listener_keeps_for_itself_is_found() {
    Verdict.of(BestItSawTest.class)
        .breaks(FRESH, "a fresh copy for each event asks [", "a run of ");
  }

  @Test
  void what_listeners_keep_in_common_is_found_when_a_run_goes_on() {
    Verdict.of(BestSinceStartTest.class).breaksOnly(GOES_ON, "checkpoints {best=", "a run of ");
  }

  @Test
  void what_is_written_twice_when_a_run_goes_on_is_found() {
    Verdict verdict = Verdict.of(AppendingTest.class);
    verdict.breaksOnly(GOES_ON, "files {notes/epochs.txt=1\n1\n}, not ", "a run of ");
    assertThat(verdict.broken().get(GOES_ON))
        .contains("stopped before an epoch was kept when 0 epochs were kept");
  }

  @Test
  void a_failure_without_any_epoch_is_found() {
    Verdict.of(LastEpochTest.class)
        .breaksOnly(
            EVERY,
            "threw java.lang.ArrayIndexOutOfBoundsException: Index -1",
            "the end of a run without epochs in a run of 1 steps");
  }

  @Test
  void a_missing_value_that_is_not_told_is_found() {
    Verdict.of(TrustingTest.class)
        .breaksOnly(LOOKS_FOR, "threw java.lang.NullPointerException", "a run of 5 steps");
  }

  @Test
  void a_file_past_the_work_directory_is_found() {
    Verdict.of(OnDiskTest.class)
        .breaksOnly(FILES, "it has written past the work directory: [end.txt]", "a run of ");
  }

  @Test
  void a_file_that_is_not_declared_is_found() {
    Verdict.of(UndeclaredTest.class)
        .breaksOnly(FILES, "it has written [notes/epochs.txt], not []", "a run of ");
  }

  @Test
  void an_error_that_is_swallowed_is_found() {
    Verdict.of(SwallowingTest.class)
        .breaksOnly(ERROR, "the run went on as if its files had been written", "a run of ");
  }

  @Test
  void parameters_that_were_never_kept_are_found() {
    Verdict.of(RestoringTest.class)
        .breaks(FRESH, "no checkpoint 'best' was kept to be restored", "a run of ");
  }
}
