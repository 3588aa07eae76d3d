package dev.tenon.transforms;

import dev.tenon.training.RoundJob;
import org.apache.beam.sdk.values.KV;

/** Reads the values that a job goes on from. */
final class BeginJob extends RoundFn<String, KV<String, Piece>> {
  private static final long serialVersionUID = 1L;

  private final RoundJob job;

  BeginJob(RoundPlan plan, RoundJob job) {
    super(plan);
    this.job = job;
  }

  /**
   * Reads.
   *
   * @param out takes the pieces of all values
   */
  @ProcessElement
  public void process(MultiOutputReceiver out) {
    plan().files(job).read(rounds()).forEach((name, value) -> sendState(name, value, false, out));
  }
}
