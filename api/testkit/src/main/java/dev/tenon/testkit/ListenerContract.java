package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.Rehearsal.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is expected of a {@link Listener}: it keeps nothing between events, so that a run that was
 * stopped and went on ends as one that was not.
 *
 * <p>Say which listener it is about, and which files it writes:
 *
 * <pre>{@code
 * class NotesTest implements ListenerContract {
 *   public Listener extension() {
 *     return new Notes();
 *   }
 *
 *   public Set<String> files() {
 *     return Set.of("notes.txt");
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface ListenerContract extends Contract<Listener> {
  /** Returns the files that it leaves in the work directory after a run of some epochs. */
  Set<String> files();

  /**
   * Returns the files that it leaves in the work directory after a run of so many epochs, for a
   * listener that writes more of them the longer a run is: by default {@link #files()}.
   *
   * @param epochs how many epochs the run had
   * @param steps how many steps each of them had
   * @return the files, with the folders that they are in
   */
  default Set<String> files(int epochs, int steps) {
    return files();
  }

  /**
   * Returns the names of the values that epochs have: by default those of a run with validation
   * that measures the accuracy.
   */
  default List<String> measured() {
    return Histories.USUAL;
  }

  private List<Plan> plans(Law law) {
    List<Plan> plans = new ArrayList<>();
    for (int trial = 0; trial < 12; trial++) {
      RandomGenerator random = law.random("plan", trial);
      History results = Histories.draw(measured(), 1 + trial / 2, random);
      plans.add(new Plan(results, 1 + random.nextInt(12), trial % 2 == 0));
    }
    return plans;
  }

  /** Goes through a whole run. */
  private Rehearsal whole(Plan plan, KeptFolder folder, Supplier<Listener> listener) {
    Rehearsal rehearsal = new Rehearsal(plan, folder, listener);
    rehearsal.run(0, plan.epochs());
    rehearsal.end();
    return rehearsal;
  }

  /**
   * A listener that has seen all events and one that has seen none must do the same: where a fresh
   * copy takes each event, all that is asked of the training, and all files, must be the same; and
   * so must those of another run.
   *
   * @param law the law
   * @param disk an empty folder
   */
  @Test
  default void a_fresh_copy_for_each_event_does_the_same(Law law, @TempDir Path disk) {
    for (Plan plan : plans(law)) {
      law.on(plan);
      Listener one = extension();
      KeptFolder folder = KeptFolder.at(disk);
      Rehearsal kept = whole(plan, folder, () -> one);
      for (String which : List.of("a fresh copy for each event", "the same for another run")) {
        KeptFolder other = KeptFolder.at(disk);
        Rehearsal fresh = whole(plan, other, which.startsWith("a") ? this::extension : () -> one);
        requireEqual(law, which + " asks", kept.asked(), fresh.asked());
        requireEqual(law, which + " ends with", kept.end(folder.texts()), fresh.end(other.texts()));
      }
    }
  }

  private static void requireEqual(Law law, String what, Object expected, Object actual) {
    law.require(expected.equals(actual), "%s %s, not %s", what, actual, expected);
  }

  /**
   * A run that was stopped anywhere and went on must end as one that was not: with the same files,
   * checkpoints and parameters, after as many epochs.
   *
   * @param law the law
   * @param disk an empty folder
   */
  @Test
  default void a_run_that_goes_on_ends_as_one_that_was_never_stopped(Law law, @TempDir Path disk) {
    for (Plan plan : plans(law)) {
      KeptFolder folder = KeptFolder.at(disk);
      Rehearsal whole = whole(plan, folder, this::extension);
      String end = whole.end(folder.texts());
      for (int done = 0; done <= whole.epoch(); done++) {
        for (Stop stop : Stop.values()) {
          if (stop.isPossible(done, whole.epoch())) {
            law.on(plan + ", stopped " + stop + " when " + done + " epochs were kept");
            KeptFolder other = KeptFolder.at(disk);
            Rehearsal resumed = new Rehearsal(plan, other, this::extension);
            stop.run(resumed, done, plan.steps());
            resumed.run(done, plan.epochs());
            resumed.end();
            requireEqual(law, "it ends with", end, resumed.end(other.texts()));
          }
        }
      }
    }
  }

  /**
   * Every kind of event must be taken, before the first epoch, with results that are no numbers, in
   * epochs of one step and of very many, and at the end of a run that had none.
   *
   * @param law the law
   * @param disk an empty folder
   */
  @Test
  default void every_kind_of_event_is_taken(Law law, @TempDir Path disk) {
    Map<String, Double> odd = new LinkedHashMap<>();
    measured().forEach(name -> odd.put(name, Double.NaN));
    History history = Histories.draw(measured(), 3, law.random());
    History undefined = history.with(new History.Epoch(4, odd));
    for (History results : List.of(history, undefined)) {
      for (int steps : new int[] {1, 100_000}) {
        Plan plan = new Plan(results, steps, steps == 1);
        Rehearsal run = new Rehearsal(plan, KeptFolder.at(disk), this::extension);
        tell(law, plan, "the start of a new run", run, it -> it.begin(0));
        tell(law, plan, "the end of a run without epochs", run, Rehearsal::end);
        tell(law, plan, "its steps and epochs", run, it -> it.run(0, plan.epochs()));
        tell(law, plan, "its end", run, Rehearsal::end);
        tell(law, plan, "its going on after the last epoch", run, it -> it.begin(plan.epochs()));
      }
    }
  }

  private static void tell(
      Law law, Plan plan, String what, Rehearsal run, Consumer<Rehearsal> event) {
    law.on(what + " in " + plan);
    event.accept(run);
  }

  /**
   * Where epochs were measured otherwise than the listener needs, it must take them all the same,
   * or tell the mistake as a {@link UserError} that says what there is.
   *
   * @param law the law
   * @param disk an empty folder
   */
  @Test
  default void results_without_what_it_looks_for_are_the_users_mistake(
      Law law, @TempDir Path disk) {
    Plan plan = new Plan(Histories.draw(List.of("another_value"), 3, law.random()), 5, false);
    law.on(plan);
    try {
      whole(plan, KeptFolder.at(disk), this::extension);
    } catch (UserError mistake) {
      law.require(
          mistake.getMessage().contains("another_value"),
          "the error does not say what there is instead: %s",
          mistake.getMessage());
    }
  }

  /**
   * The files declared must be written, and no others, and through the work directory alone: it may
   * lie where this machine has no disk.
   *
   * @param law the law
   * @param disk an empty folder
   * @throws IOException if the disk cannot be read
   */
  @Test
  default void it_writes_the_files_declared_through_the_work_directory_alone(
      Law law, @TempDir Path disk) throws IOException {
    for (Plan plan : plans(law)) {
      law.on(plan);
      KeptFolder folder = KeptFolder.at(disk);
      int epochs = whole(plan, folder, this::extension).epoch();
      Set<String> declared = files(epochs, plan.steps());
      requireEqual(law, "it has written", declared, folder.texts().keySet());
      try (Stream<Path> files = Files.list(disk)) {
        List<String> past = files.map(file -> file.getFileName().toString()).toList();
        law.require(past.isEmpty(), "it has written past the work directory: %s", past);
      }
    }
  }

  /**
   * An error of writing must come out: files that are missing without a word are lost results.
   *
   * @param law the law
   * @param disk an empty folder
   */
  @Test
  default void an_error_of_writing_comes_out(Law law, @TempDir Path disk) {
    Plan plan = plans(law).get(4);
    law.on(plan + ", on a disk that is full");
    boolean told = files().isEmpty();
    try {
      whole(plan, KeptFolder.at(disk).filled(), this::extension);
    } catch (UserError full) {
      told = true;
    }
    law.require(told, "the run went on as if its files had been written");
  }
}
