package dev.tenon.transforms;

import dev.tenon.training.WorkDirectory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Brings an experiment's data into the work directory: each split's records in a few files under
 * {@code data/}, a {@link Manifest} of them, and in {@code quarantine.jsonl} the id, split and
 * reason of each record that cannot be used.
 *
 * <p>Rejected are records that the source cannot read, images of another size or number of channels
 * than the model takes, and labels that are out of range. More of them in a split than the
 * experiment's {@code errorBudget} allows, and ingestion fails; so it does if no record is left, or
 * if the splits' classes differ.
 *
 * <p>Which record goes into which file depends on the data and the model's input alone. Running it
 * again, in whole or in part, writes the same bytes.
 */
public final class Ingest extends PTransform<PBegin, PCollection<String>> {
  private static final long serialVersionUID = 1L;

  private final Blueprint blueprint;
  private final String workDirectory;

  private Ingest(Blueprint blueprint, String workDirectory) {
    this.blueprint = blueprint;
    this.workDirectory = workDirectory;
  }

  /**
   * Ingests all data of an experiment.
   *
   * @param blueprint the experiment
   * @param workDirectory where to
   * @return the transform; it gives the work directory's path when all is written
   */
  public static Ingest of(Blueprint blueprint, WorkDirectory workDirectory) {
    return new Ingest(blueprint, workDirectory.path());
  }

  @Override
  public PCollection<String> expand(PBegin begin) {
    blueprint.stageFor(begin.getPipeline());
    return begin
        .apply("Begin", Create.of(workDirectory))
        .apply("Plan", ParDo.of(new PlanShards(blueprint)))
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply("Write", ParDo.of(new WriteShard(blueprint, workDirectory)))
        .apply(
            "Join",
            WithKeys.<String, ShardReport>of(workDirectory).withKeyType(TypeDescriptors.strings()))
        .apply("Gather", GroupByKey.create())
        .apply("Finish", ParDo.of(new FinishIngest(blueprint)));
  }
}
