package dev.tenon.transforms;

import static dev.tenon.transforms.OnDisk.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.experiment.Data;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.plugins.sources.Idx;
import dev.tenon.spi.Example;
import dev.tenon.spi.UserError;
import dev.tenon.training.Dataset;
import dev.tenon.training.WorkDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  private static final int SIDE = Toys.SIDE;

  @TempDir Path folder;

  @Test
  void every_record_can_be_read_again_in_the_order_of_ids() {
    Halves training = new Halves(90, SIDE);
    WorkDirectory work = ingest(Toys.on(training, new Halves(40, SIDE)), "w");
    Dataset read = RecordFiles.open(work, DataSplit.TRAINING);
    List<Example> expected =
        IntStream.range(0, 90)
            .mapToObj(i -> (Example) training.reading(i))
            .sorted(Comparator.comparing(Example::id))
            .toList();
    assertThat(examples(read)).isEqualTo(expected);
    assertThat(read.labels()).isEqualTo(Halves.LABELS);
    assertThat(RecordFiles.open(work, DataSplit.TEST).size()).isEqualTo(40);
    assertThat(path(work.quarantine())).hasContent("");
  }

  @Test
  void weights_are_kept() {
    Weighed training = new Weighed(90, SIDE, 7);
    WorkDirectory work = ingest(Toys.on(training, new Halves(40, SIDE)), "w");
    assertThat(examples(RecordFiles.open(work, DataSplit.TRAINING)))
        .isEqualTo(
            IntStream.range(0, 90)
                .mapToObj(training::example)
                .sorted(Comparator.comparing(Example::id))
                .toList());
  }

  @Test
  void a_weight_that_is_none_goes_to_the_quarantine() throws IOException {
    Experiment experiment = Toys.on(new Weighed(90, SIDE, -1), new Halves(40, SIDE));
    WorkDirectory work = ingest(experiment.withData(experiment.data().withErrorBudget(0.02)), "w");
    assertThat(Files.readAllLines(path(work.quarantine())))
        .containsExactly(
            "{\"id\":\"r-0000\",\"split\":\"training\",\"reason\":\"weight -1.0 is out of range: it"
                + " must be finite and 0 or more\"}");
  }

  @Test
  void the_same_bytes_are_written_whatever_the_parallelism_and_however_often() throws IOException {
    // Images of 1 MiB, so that there are several files.
    Experiment large =
        Toys.on(new Halves(70, 1024, 1, 0, 0, Halves.LABELS), new Halves(3, 1024))
            .withModel(new Model(new Input(1024, 1024, 1), Toys.experiment().model().layers()));
    large = large.withData(large.data().withErrorBudget(0.1));
    WorkDirectory one = ingest(large, "one", 1);
    WorkDirectory four = ingest(large, "four", 4);
    Map<String, String> first = content(one);
    assertThat(first.keySet())
        .containsExactly(
            "manifest.json",
            "test-00000-of-00001.tfrecord",
            "training-00000-of-00003.tfrecord",
            "training-00001-of-00003.tfrecord",
            "training-00002-of-00003.tfrecord");
    assertThat(content(four)).isEqualTo(first);
    ingest(large, "one", 4);
    assertThat(content(one)).isEqualTo(first);
    assertThat(path(one.quarantine())).hasSameTextualContentAs(path(four.quarantine()));
  }

  @Test
  void a_range_that_is_written_again_even_meanwhile_gives_the_same_bytes() throws IOException {
    WorkDirectory whole = ingest(Toys.experiment(), "whole");
    WorkDirectory again = new WorkDirectory(folder.resolve("again"));
    WriteShard write = new WriteShard(Direct.blueprint(Toys.experiment(), folder), again.path());
    ShardRange range = new ShardRange(DataSplit.TRAINING, Halves.LABELS, 0, 1, 0, 90);
    Direct.run(
        4,
        pipeline ->
            pipeline
                .apply(Create.of(range, range, range, range))
                .apply(Reshuffle.viaRandomKey())
                .apply(ParDo.of(write)));
    assertThat(path(again.data())).isDirectoryContaining("glob:**/" + range.file());
    assertThat(Files.readAllBytes(path(again.data()).resolve(range.file())))
        .isEqualTo(Files.readAllBytes(path(whole.data()).resolve(range.file())));
    try (Stream<Path> files = Files.list(path(again.data()))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void what_cannot_be_used_is_in_the_quarantine_with_its_reason() throws IOException {
    Experiment experiment =
        Toys.on(new Halves(90, SIDE, 1, 1, 1, Halves.LABELS), new Halves(40, SIDE));
    WorkDirectory work = ingest(experiment.withData(experiment.data().withErrorBudget(0.04)), "w");
    assertThat(Files.readAllLines(path(work.quarantine())))
        .containsExactly(
            "{\"id\":\"r-0000\",\"split\":\"training\",\"reason\":\"made unreadable\"}",
            "{\"id\":\"r-0007\",\"split\":\"training\",\"reason\":\"the image is 12x6x1, the model takes"
                + " 6x6x1\"}",
            "{\"id\":\"r-0014\",\"split\":\"training\",\"reason\":\"label 3 is out of range: there are 3"
                + " classes\"}");
    assertThat(RecordFiles.open(work, DataSplit.TRAINING).size()).isEqualTo(87);
    Manifest.Records records = Manifest.read(work).records(DataSplit.TRAINING);
    assertThat(records.records()).isEqualTo(87);
    assertThat(records.rejected()).isEqualTo(3);
  }

  @Test
  void more_than_the_budget_allows_fails_with_counts_and_reasons_and_leaves_no_data() {
    Experiment experiment =
        Toys.on(new Halves(90, SIDE), new Halves(40, SIDE, 2, 2, 1, Halves.LABELS));
    Experiment tight = experiment.withData(experiment.data().withErrorBudget(0.1));
    assertThatThrownBy(() -> ingest(tight, "w"))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(
            "5 of the 40 records of the test data cannot be used, more than the error budget of 0.1",
            "r-0000: made unreadable, r-0007: made unreadable, r-0014: the image is 12x6x1",
            "and 2 more",
            "data.errorBudget");
    assertThat(folder.resolve("w/data")).isEmptyDirectory();
    assertThat(folder.resolve("w/quarantine.jsonl")).content().hasLineCount(5);
    assertThat(
            path(
                ingest(experiment.withData(experiment.data().withErrorBudget(0.125)), "w")
                    .quarantine()))
        .content()
        .hasLineCount(5);
  }

  @Test
  void images_that_all_have_another_size_name_both_sizes() {
    assertThatThrownBy(() -> ingest(Toys.on(new Halves(90, 7), new Halves(40, 7)), "w"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "all 90 images of the training data are 7x7x1, but the model takes 6x6x1; change the"
                + " model's input or the data");
  }

  @Test
  void a_budget_of_all_does_not_make_data_of_nothing() {
    Experiment experiment =
        Toys.on(new Halves(4, SIDE, 4, 0, 0, Halves.LABELS), new Halves(40, SIDE));
    assertThatThrownBy(() -> ingest(experiment.withData(experiment.data().withErrorBudget(1)), "w"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("4 of the 4 records of the training data cannot be used");
  }

  @Test
  void a_source_without_records_is_named() {
    assertThatThrownBy(() -> ingest(Toys.on(new Halves(90, SIDE), new Halves(0, SIDE)), "w"))
        .isInstanceOf(UserError.class)
        .hasMessage("the test data has no records; look at its source");
  }

  @Test
  void splits_of_different_classes_are_refused() {
    Halves other = new Halves(40, SIDE, 0, 0, 0, List.of("a", "b", "c"));
    assertThatThrownBy(() -> ingest(Toys.on(new Halves(90, SIDE), other), "w"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(
            "the test data has the classes [a, b, c], but the training data has [left, right, none]");
  }

  @Test
  void a_mistake_in_a_source_reaches_the_user_as_it_is() {
    Path absent = folder.resolve("absent");
    assertThatThrownBy(() -> ingest(Toys.on(new Idx(absent, absent), new Halves(40, SIDE)), "w"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("there is no file " + absent);
  }

  @Test
  void a_validation_source_is_ingested_too() {
    Experiment experiment = Toys.experiment();
    Data data = experiment.data().withValidation(new Halves(20, SIDE));
    WorkDirectory work = ingest(experiment.withData(data), "w");
    assertThat(RecordFiles.open(work, DataSplit.VALIDATION).size()).isEqualTo(20);
  }

  @Test
  void a_limit_takes_the_first_training_records_alone() {
    Experiment experiment = Toys.experiment();
    WorkDirectory work = ingest(experiment.withData(experiment.data().withLimit(11)), "w");
    assertThat(RecordFiles.open(work, DataSplit.TRAINING).size()).isEqualTo(11);
    assertThat(RecordFiles.open(work, DataSplit.TEST).size()).isEqualTo(40);
  }

  @Test
  void less_data_leaves_no_file_of_the_data_before() throws IOException {
    WorkDirectory work = ingest(Toys.experiment(), "w");
    Manifest before = Manifest.read(work);
    Manifest.Shard shard = before.records(DataSplit.TEST).shards().get(0);
    Path extra = path(work.data()).resolve("extra.tfrecord");
    Files.writeString(extra, "x");
    Map<String, Manifest.Records> splits = new TreeMap<>(before.splits());
    splits.put(
        "validation",
        new Manifest.Records(
            Halves.LABELS,
            1,
            0,
            List.of(new Manifest.Shard("extra.tfrecord", 1, 1, shard.sha256()))));
    new Manifest(Manifest.VERSION, before.image(), splits).write(work);
    ingest(Toys.experiment(), "w");
    assertThat(extra).doesNotExist();
    assertThat(Manifest.read(work)).isEqualTo(before);
  }

  @Test
  void a_damaged_file_is_detected() throws IOException {
    WorkDirectory work = ingest(Toys.experiment(), "w");
    Path shard = path(work.data()).resolve("training-00000-of-00001.tfrecord");
    byte[] whole = Files.readAllBytes(shard);
    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 4;
    Files.write(shard, changed);
    assertDamaged(work, shard + " is damaged: its SHA-256 is not the manifest's");
    Files.write(shard, Arrays.copyOf(whole, whole.length - 5));
    assertDamaged(work, "it has " + (whole.length - 5) + " bytes instead of " + whole.length);
    Files.delete(shard);
    assertDamaged(work, shard + " is missing");
    Files.write(shard, whole);
    assertThat(RecordFiles.open(work, DataSplit.TRAINING).size()).isEqualTo(90);
  }

  @Test
  void a_missing_or_damaged_manifest_is_named() throws IOException {
    WorkDirectory work = new WorkDirectory(folder.resolve("w"));
    Path manifest = path(work.data()).resolve("manifest.json");
    assertDamaged(work, "there is no " + manifest);
    ingest(Toys.experiment(), "w");
    Files.writeString(manifest, Files.readString(manifest).replace("training-0", "../training-0"));
    assertDamaged(work, manifest + " is damaged");
    Files.writeString(manifest, "{");
    assertDamaged(work, manifest + " is damaged");
  }

  private static void assertDamaged(WorkDirectory work, String message) {
    assertThatThrownBy(() -> RecordFiles.open(work, DataSplit.TRAINING))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }

  private WorkDirectory ingest(Experiment experiment, String name) {
    return ingest(experiment, name, 2);
  }

  private WorkDirectory ingest(Experiment experiment, String name, int parallelism) {
    WorkDirectory work = new WorkDirectory(folder.resolve(name));
    Blueprint blueprint = Direct.blueprint(experiment, folder);
    Direct.run(parallelism, pipeline -> pipeline.apply(Ingest.of(blueprint, work)));
    return work;
  }

  private static List<Example> examples(Dataset data) {
    return IntStream.range(0, data.size())
        .mapToObj(i -> new Example(data.id(i), data.image(i), data.label(i), data.weight(i)))
        .toList();
  }

  /** The hash of each file of ingested data. */
  private static Map<String, String> content(WorkDirectory work) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(path(work.data()))) {
      for (Path file : files.toList()) {
        content.put(
            file.getFileName().toString(),
            HashingStream.sha256(ByteBuffer.wrap(Files.readAllBytes(file))));
      }
    }
    return content;
  }
}
