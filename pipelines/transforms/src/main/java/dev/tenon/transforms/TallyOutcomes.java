package dev.tenon.transforms;

import dev.tenon.experiment.Score;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * Measures the loss, the experiment's metrics and results by class, in parts that merge exactly.
 * Gives {@link Tallies} as bytes, since Beam sends the result of nothing along with the pipeline,
 * where a plug-in's classes would not be found.
 */
final class TallyOutcomes extends CombineFn<Judgement, Tallies, byte[]> {
  private static final long serialVersionUID = 1L;

  private final Blueprint blueprint;
  private transient List<Score> scores;

  TallyOutcomes(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  @Override
  public Tallies createAccumulator() {
    return Tallies.of(scores());
  }

  @Override
  public Tallies addInput(Tallies accumulator, Judgement judgement) {
    return accumulator.add(judgement, scores());
  }

  private List<Score> scores() {
    if (scores == null) {
      scores = Score.of(blueprint.read());
    }
    return scores;
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
  public byte[] extractOutput(Tallies accumulator) {
    return accumulator.toBytes();
  }

  @Override
  public Coder<Tallies> getAccumulatorCoder(CoderRegistry registry, Coder<Judgement> input) {
    return new TalliesCoder(blueprint);
  }
}
