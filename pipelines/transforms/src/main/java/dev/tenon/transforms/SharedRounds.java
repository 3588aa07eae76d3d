package dev.tenon.transforms;

import dev.tenon.experiment.Experiment;
import dev.tenon.training.Dataset;
import dev.tenon.training.Rounds;
import dev.tenon.training.Split;
import dev.tenon.training.WorkDirectory;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What computes the rounds of an experiment, opened once for all DoFns that use it and have been
 * loaded together. It stays open for a minute when none does, since the next round or job may come
 * soon, and is closed then, since it may not; or at once when the job has ended that these classes
 * were loaded for, since the next one has others.
 */
final class SharedRounds implements AutoCloseable {
  private static final Map<Key, SharedRounds> OPEN = new HashMap<>();
  private static final Logger LOG = Logger.getLogger(SharedRounds.class.getName());
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long PAUSE_MILLIS = 1000;

  private static boolean watched;

  private final Rounds rounds;
  private int users;
  private long unusedSince;

  /** What tells trainings apart. */
  private record Key(Blueprint blueprint, String workDirectory) {}

  private SharedRounds(Key key) {
    Experiment experiment = key.blueprint.read();
    WorkDirectory directory = Locations.workDirectory(key.workDirectory);
    this.rounds =
        Rounds.of(
            experiment,
            key.blueprint.tenon().backend(),
            () -> learned(experiment, directory),
            Train.trainer(key.blueprint, directory).loaderThreads());
  }

  private static Dataset learned(Experiment experiment, WorkDirectory directory) {
    Dataset all = RecordFiles.open(directory, DataSplit.TRAINING);
    double heldOut = experiment.data().validationSplit();
    return heldOut == 0 ? all : Split.of(all, heldOut).training();
  }

  /** Opens an experiment's rounds, or takes part in those that are open. */
  static SharedRounds open(RoundPlan plan) {
    synchronized (OPEN) {
      Key key = new Key(plan.blueprint(), plan.workDirectory());
      SharedRounds shared = OPEN.computeIfAbsent(key, SharedRounds::new);
      shared.users++;
      return shared;
    }
  }

  /** Closes what nobody uses, now. */
  static void closeUnused() {
    closeIf(shared -> shared.users == 0);
  }

  private static void closeIf(Predicate<SharedRounds> unwanted) {
    synchronized (OPEN) {
      for (Iterator<SharedRounds> each = OPEN.values().iterator(); each.hasNext(); ) {
        SharedRounds shared = each.next();
        if (unwanted.test(shared)) {
          each.remove();
          shared.rounds.close();
        }
      }
    }
  }

  Rounds rounds() {
    return rounds;
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        unusedSince = System.nanoTime();
        if (!watched) {
          watched = true;
          watch();
        }
      }
    }
  }

  /** Starts a thread that ends when nothing is left to be closed: it keeps these classes. */
  private static void watch() {
    Thread thread = new Thread(SharedRounds::closeInTime, "tenon-unused-rounds");
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    thread.start();
  }

  private static void closeInTime() {
    synchronized (OPEN) {
      try {
        while (OPEN.values().stream().anyMatch(shared -> shared.users == 0)) {
          OPEN.wait(PAUSE_MILLIS);
          closeInTime(classesAreGone());
        }
      } catch (InterruptedException e) {
        closeInTime(true);
      } finally {
        watched = false;
      }
    }
  }

  private static void closeInTime(boolean now) {
    try {
      closeIf(shared -> shared.users == 0 && (now || shared.isStale()));
    } catch (RuntimeException | LinkageError e) {
      // The others are looked at next.
      LOG.log(Level.WARNING, "what computed rounds could not be closed", e);
    }
  }

  private boolean isStale() {
    return System.nanoTime() - unusedSince >= PATIENCE_NANOS;
  }

  /**
   * Where each job has a class loader of its own, that is closed when the job has ended, and finds
   * no longer even this.
   */
  private static boolean classesAreGone() {
    return SharedRounds.class.getResource("SharedRounds.class") == null;
  }
}
