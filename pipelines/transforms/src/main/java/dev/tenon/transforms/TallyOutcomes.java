package dev.tenon.transforms;

import dev.tenon.spi.Outcome;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * Measures the loss, the experiment's metrics and results by class, in parts that merge exactly.
 */
final class TallyOutcomes extends CombineFn<Outcome, Tallies, Tallies> {
  private static final long serialVersionUID = 1L;

  private final Blueprint blueprint;

  TallyOutcomes(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  @Override
  public Tallies createAccumulator() {
    return Tallies.of(blueprint.read());
  }

  @Override
  public Tallies addInput(Tallies accumulator, Outcome outcome) {
    return accumulator.add(outcome);
  }

  @Override
  public Tallies mergeAccumulators(Iterable<Tallies> accumulators) {
    Tallies sum = createAccumulator();
    for (Tallies part : accumulators) {
      sum = sum.merge(part);
    }
    return sum;
  }

  @Override
  public Tallies extractOutput(Tallies accumulator) {
    return accumulator;
  }
}
