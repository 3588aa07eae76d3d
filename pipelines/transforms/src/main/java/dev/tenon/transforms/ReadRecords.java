package dev.tenon.transforms;

import dev.tenon.spi.Example;
import dev.tenon.training.WorkDirectory;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads what {@link Ingest} has written: from paths of work directories to their examples. A file
 * that is missing or damaged fails the pipeline: what cannot be used was rejected before.
 */
public final class ReadRecords extends PTransform<PCollection<String>, PCollection<Example>> {
  private static final long serialVersionUID = 1L;

  private final DataSplit split;

  private ReadRecords(DataSplit split) {
    this.split = split;
  }

  /**
   * Reads one split.
   *
   * @param split the split
   * @return the transform
   */
  public static ReadRecords of(DataSplit split) {
    return new ReadRecords(split);
  }

  @Override
  public PCollection<Example> expand(PCollection<String> workDirectories) {
    return workDirectories
        .apply("List", ParDo.of(new ListShards(split)))
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply("Read", ParDo.of(new ReadShard(split)))
        .setCoder(ExampleCoder.of());
  }

  /** Numbers the files of a split. */
  private static final class ListShards extends DoFn<String, KV<String, Integer>> {
    private static final long serialVersionUID = 1L;

    private final DataSplit split;

    ListShards(DataSplit split) {
      this.split = split;
    }

    @ProcessElement
    public void process(@Element String path, OutputReceiver<KV<String, Integer>> out) {
      int shards = Manifest.read(Locations.workDirectory(path)).records(split).shards().size();
      for (int i = 0; i < shards; i++) {
        out.output(KV.of(path, i));
      }
    }
  }

  /** Reads one file. */
  private static final class ReadShard extends DoFn<KV<String, Integer>, Example> {
    private static final long serialVersionUID = 1L;

    private final DataSplit split;

    ReadShard(DataSplit split) {
      this.split = split;
    }

    @ProcessElement
    public void process(@Element KV<String, Integer> numbered, OutputReceiver<Example> out) {
      WorkDirectory workDirectory = Locations.workDirectory(numbered.getKey());
      Manifest.Records records = Manifest.read(workDirectory).records(split);
      ShardReader reader =
          ShardReader.open(workDirectory, records.shards().get(numbered.getValue()));
      ByteBuffer bytes = reader.bytes();
      reader.each(at -> out.output(ExampleCoder.example(bytes, at)));
    }
  }
}
