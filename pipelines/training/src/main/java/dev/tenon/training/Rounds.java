package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Strategy;
import dev.tenon.graph.Backend;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.TensorType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a strategy computes in a round, as pure functions: of the values before the round, of a
 * worker's records, of the round and of the experiment's seed. Whoever calls them, wherever and
 * however often, comes to the same bits.
 *
 * <p>A round goes like this: each worker computes its {@link #contribute contribution} from the
 * values that are {@link #isFor for it}; the contributions' parts are {@link #merge merged}; what
 * was merged and what workers keep for themselves are the values before the next round.
 *
 * <p>Calls may come from several threads; a session serves one at a time. Sessions and data are
 * opened when they are first needed.
 */
public sealed interface Rounds extends AutoCloseable permits LocalSgdRounds, SynchronousRounds {
  /**
   * Makes the rounds of an experiment's strategy.
   *
   * @param experiment what is trained; its strategy is not local
   * @param backend what computes
   * @param training gives what the model learns from, without what is held out for validation
   * @param loaderThreads how many threads read and augment images; changes nothing but the time
   * @return the rounds, to be closed
   * @throws IllegalArgumentException if the strategy is local
   */
  static Rounds of(
      Experiment experiment, Backend backend, Supplier<Dataset> training, int loaderThreads) {
    if (experiment.strategy() instanceof Strategy.Synchronous strategy) {
      return new SynchronousRounds(experiment, strategy, backend, training, loaderThreads);
    }
    if (experiment.strategy() instanceof Strategy.LocalSgd strategy) {
      return new LocalSgdRounds(experiment, strategy, backend, training, loaderThreads);
    }
    throw new IllegalArgumentException("a local strategy has no rounds");
  }

  /** Returns how many workers take part. */
  int workers();

  /** Returns how many steps an epoch has; as many for each worker, but for its last. */
  long stepsPerEpoch();

  /** Returns how many steps a round has, but for the last of an epoch, which may have fewer. */
  int stepsPerRound();

  /**
   * Returns how many examples all workers together learn from in some steps of an epoch.
   *
   * @param first the first step, from 0
   * @param end the step after the last
   */
  long examples(long first, long end);

  /** Returns the types of all values that live on between rounds, by name, in a fixed order. */
  Map<String, TensorType> types();

  /** Returns the values before the first round. */
  Map<String, NDArray> first();

  /** Tells whether a worker computes from a value. */
  boolean isFor(String value, int worker);

  /** Tells whether merging computes from what a value was before the round. */
  boolean isMerged(String value);

  /**
   * Returns which values are merged together: those of which this is the same. If {@link
   * #mergesElements}, they are of one shape, and each of their elements is merged by itself.
   */
  String group(String value);

  /** Tells whether values may be merged in parts. */
  boolean mergesElements();

  /**
   * Computes a worker's contribution.
   *
   * @param values the values that are for it, before the round
   * @param round the round
   * @param worker which worker, from 0
   * @return what it brings
   */
  Contribution contribute(Map<String, NDArray> values, Round round, int worker);

  /**
   * Merges what workers have brought.
   *
   * @param before the values that {@link #isMerged} asks for, before the round; others are ignored
   * @param round the round
   * @param parts all workers' parts, in any order; of values of one group, or of all
   * @return the values after the round
   */
  Map<String, NDArray> merge(Map<String, NDArray> before, Round round, List<Weighted> parts);

  @Override
  void close();
}
