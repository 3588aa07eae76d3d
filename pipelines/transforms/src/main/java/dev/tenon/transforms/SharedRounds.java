package dev.tenon.transforms;

import dev.tenon.experiment.Experiment;
import dev.tenon.training.Dataset;
import dev.tenon.training.Rounds;
import dev.tenon.training.Split;
import dev.tenon.training.WorkDirectory;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What computes the rounds of an experiment, opened once in a JVM for all DoFns that use it. It
 * stays open for a minute when none does, since the next round or job may come soon, and is closed
 * then, since it may not.
 */
final class SharedRounds implements AutoCloseable {
  private static final Map<Key, SharedRounds> OPEN = new HashMap<>();
  private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES);

  private final Rounds rounds;
  private int users;
  private long uses;

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
      shared.uses++;
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
        long last = uses;
        LATER.execute(() -> closeIf(shared -> shared == this && users == 0 && uses == last));
      }
    }
  }
}
