package dev.tenon.transforms;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Judges what was rejected, and writes the quarantine and the manifest. */
final class FinishIngest extends DoFn<KV<String, Iterable<ShardReport>>, String> {
  private static final long serialVersionUID = 1L;

  private final Blueprint blueprint;

  FinishIngest(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  /**
   * Finishes.
   *
   * @param gathered the work directory and what became of each file
   * @param out takes the work directory
   */
  @ProcessElement
  public void process(
      @Element KV<String, Iterable<ShardReport>> gathered, OutputReceiver<String> out) {
    WorkDirectory workDirectory = Locations.workDirectory(gathered.getKey());
    List<ShardReport> reports = new ArrayList<>();
    gathered.getValue().forEach(reports::add);
    reports.sort(
        Comparator.comparing((ShardReport report) -> report.range().split())
            .thenComparing(report -> report.range().number()));
    Quarantine quarantine = new Quarantine(workDirectory.quarantine(), reports);
    quarantine.write();
    try {
      Experiment experiment = blueprint.read();
      quarantine.judge(experiment.data().errorBudget(), size(experiment.model().input()));
      Manifest manifest = manifest(reports, experiment);
      manifest.write(workDirectory);
      Workshop.console().line(manifest.summary());
    } catch (UserError e) {
      reports.forEach(report -> workDirectory.data().file(report.range().file()).delete());
      throw e;
    }
    out.output(gathered.getKey());
  }

  private static Manifest manifest(List<ShardReport> reports, Experiment experiment) {
    Map<DataSplit, List<ShardReport>> bySplit =
        reports.stream()
            .collect(
                Collectors.groupingBy(
                    report -> report.range().split(), TreeMap::new, Collectors.toList()));
    Map<String, Manifest.Records> splits = new TreeMap<>();
    List<String> labels = bySplit.get(DataSplit.TRAINING).get(0).range().labels();
    bySplit.forEach(
        (split, all) -> {
          requireSame(labels, split, all.get(0).range().labels());
          splits.put(split.label(), records(labels, all));
        });
    return new Manifest(Manifest.VERSION, size(experiment.model().input()), splits);
  }

  private static void requireSame(List<String> labels, DataSplit split, List<String> others) {
    if (!others.equals(labels)) {
      throw new UserError(
          "the "
              + split.label()
              + " data has the classes "
              + others
              + ", but the training data has "
              + labels
              + "; give all sources the same classes in the same order");
    }
  }

  private static Manifest.Records records(List<String> labels, List<ShardReport> reports) {
    return new Manifest.Records(
        labels,
        reports.stream().mapToLong(ShardReport::records).sum(),
        reports.stream().mapToLong(report -> report.rejections().size()).sum(),
        reports.stream()
            .map(
                report ->
                    new Manifest.Shard(
                        report.range().file(), report.records(), report.bytes(), report.sha256()))
            .toList());
  }

  private static Manifest.Size size(Input input) {
    return new Manifest.Size(input.height(), input.width(), input.channels());
  }
}
