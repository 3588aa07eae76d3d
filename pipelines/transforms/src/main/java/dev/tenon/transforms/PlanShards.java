package dev.tenon.transforms;

import dev.tenon.experiment.Data;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Source;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.beam.sdk.transforms.DoFn;

/** Opens each source, which fetches it if need be, and divides its records among files. */
final class PlanShards extends DoFn<String, ShardRange> {
  private static final long serialVersionUID = 1L;

  /** Few files of a size that reads well; from the model's input alone, so always the same. */
  private static final long BYTES = 32L << 20;

  private final Blueprint blueprint;

  PlanShards(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  /**
   * Plans the files of all splits.
   *
   * @param workDirectory where they are going to be
   * @param out takes one range a file
   * @throws IOException if a source cannot be read
   */
  @ProcessElement
  public void process(@Element String workDirectory, OutputReceiver<ShardRange> out)
      throws IOException {
    removeOld(Locations.workDirectory(workDirectory));
    Experiment experiment = blueprint.read();
    Data data = experiment.data();
    for (DataSplit split : DataSplit.values()) {
      Optional<Source> source = split.source(data);
      if (source.isPresent()) {
        try (Examples examples = source.get().open(blueprint.tenon().cache())) {
          plan(split, examples, experiment, out);
        }
      }
    }
  }

  private void plan(
      DataSplit split, Examples examples, Experiment experiment, OutputReceiver<ShardRange> out) {
    Input input = experiment.model().input();
    OptionalLong limit =
        split == DataSplit.TRAINING ? experiment.data().limit() : OptionalLong.empty();
    long size = Math.min(limit.orElse(Long.MAX_VALUE), examples.size());
    if (size < 1) {
      throw new UserError("the " + split.label() + " data has no records; look at its source");
    }
    long perFile = Math.max(1, BYTES / ((long) input.height() * input.width() * input.channels()));
    int files = Math.toIntExact((size + perFile - 1) / perFile);
    List<String> labels = examples.labels();
    for (int i = 0; i < files; i++) {
      out.output(
          new ShardRange(split, labels, i, files, i * perFile, Math.min(size, (i + 1) * perFile)));
    }
  }

  /** The manifest goes first: what is there without one, nobody reads. */
  private static void removeOld(WorkDirectory workDirectory) {
    StoredFile manifest = Manifest.file(workDirectory);
    if (!manifest.exists()) {
      return;
    }
    List<StoredFile> shards;
    try {
      shards =
          Manifest.read(workDirectory).splits().values().stream()
              .flatMap(records -> records.shards().stream())
              .map(shard -> workDirectory.data().file(shard.file()))
              .toList();
    } catch (UserError e) {
      // A manifest that nobody can read says nothing of files to remove.
      shards = List.of();
    }
    manifest.delete();
    shards.forEach(StoredFile::delete);
  }
}
