package dev.tenon.transforms;

import dev.tenon.experiment.Data;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Rejected;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.TfRecords;
import dev.tenon.spi.UserError;
import dev.tenon.transforms.ShardReport.Rejection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;

/** Reads the records of one range and writes those that can be used into one file. */
final class WriteShard extends DoFn<ShardRange, ShardReport> {
  private static final long serialVersionUID = 1L;

  private final Blueprint blueprint;
  private final String workDirectory;

  WriteShard(Blueprint blueprint, String workDirectory) {
    this.blueprint = blueprint;
    this.workDirectory = workDirectory;
  }

  /**
   * Writes a file.
   *
   * @param range what belongs into it
   * @param out takes what became of the records
   */
  @ProcessElement
  public void process(@Element ShardRange range, OutputReceiver<ShardReport> out) {
    StoredFile file = Locations.workDirectory(workDirectory).data().file(range.file());
    Intake intake = Intake.of(blueprint.read(), range.labels().size());
    List<Rejection> rejections = new ArrayList<>();
    ShardReport[] report = new ShardReport[1];
    file.write(
        bytes -> {
          HashingStream hashing = new HashingStream(bytes);
          long records = write(range, intake, hashing, rejections);
          report[0] =
              new ShardReport(range, records, hashing.length(), hashing.sha256(), rejections);
        });
    out.output(report[0]);
  }

  private long write(ShardRange range, Intake intake, OutputStream out, List<Rejection> rejections)
      throws IOException {
    long[] written = {0};
    Data data = blueprint.read().data();
    try (Examples examples =
        range.split().source(data).orElseThrow().open(blueprint.tenon().cache())) {
      examples.read(
          range.from(),
          range.to(),
          reading -> {
            Optional<Rejection> rejection = rejection(reading, intake);
            rejection.ifPresent(rejections::add);
            if (rejection.isEmpty()) {
              write(out, (Example) reading);
              written[0]++;
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (written[0] + rejections.size() != range.to() - range.from()) {
      throw new UserError(
          "the source of the "
              + range.split().label()
              + " data gave "
              + (written[0] + rejections.size())
              + " records for the "
              + (range.to() - range.from())
              + " asked for; its plug-in is faulty");
    }
    return written[0];
  }

  private static void write(OutputStream out, Example example) {
    try {
      TfRecords.write(out, ExampleCoder.toBytes(example));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Rejection> rejection(Reading reading, Intake intake) {
    return reading instanceof Rejected rejected
        ? Optional.of(new Rejection(rejected.id(), rejected.reason(), ""))
        : intake.rejection((Example) reading);
  }
}
