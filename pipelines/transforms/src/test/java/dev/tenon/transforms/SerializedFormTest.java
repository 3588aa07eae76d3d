package dev.tenon.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.training.Fingerprint;
import dev.tenon.training.Round;
import dev.tenon.training.RoundJob;
import dev.tenon.training.WorkDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What travels to workers is text and numbers: no plug-in, session or injector. */
class SerializedFormTest {
  @TempDir static Path folder;

  static Stream<Serializable> travellers() {
    Blueprint blueprint = Direct.blueprint(Toys.experiment(), folder);
    WorkDirectory work = new WorkDirectory(folder);
    RoundPlan plan = new RoundPlan(blueprint, "w", 1 << 20);
    Round round = new Round(1, 0, 0, 10, 20, List.of(0.1, 0.2));
    RoundJob job = new RoundJob(new Fingerprint("e", "s", "d"), "", List.of(round));
    return Stream.of(
        new BeginJob(plan, job),
        new Contribute(plan, round, true),
        new MergeRound(plan, round, true),
        new FinishJob(plan, job),
        new TakeRounds(plan, job),
        new PlanShards(blueprint),
        new WriteShard(blueprint, "w"),
        new FinishIngest(blueprint),
        new JudgePredictions(blueprint, "m"),
        new TallyOutcomes(blueprint),
        new TalliesCoder(blueprint),
        Ingest.of(blueprint, work),
        Train.of(blueprint),
        Export.of(blueprint),
        ReadRecords.of(DataSplit.TEST),
        Augment.of(blueprint),
        Evaluate.of(blueprint, work));
  }

  @ParameterizedTest
  @MethodSource("travellers")
  void only_text_numbers_and_blueprints_travel(Serializable traveller) throws Exception {
    Set<String> classes = new TreeSet<>();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(written)) {
      out.writeObject(traveller);
    }
    byte[] bytes = written.toByteArray();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass description)
              throws IOException, ClassNotFoundException {
            classes.add(description.getName());
            return super.resolveClass(description);
          }
        }) {
      in.readObject();
    }
    assertThat(classes)
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith("dev.tenon.transforms.")
                    || name.startsWith("dev.tenon.assembly.Plugin")
                    || name.startsWith("dev.tenon.training.Round")
                    || name.equals("dev.tenon.training.Fingerprint")
                    || name.equals("java.util.CollSer")
                    || name.startsWith("org.apache.beam.sdk.transforms.")
                    || name.startsWith("org.apache.beam.sdk.coders.")
                    || name.startsWith("java.lang.")
                    || name.startsWith("[B"));
    assertThat(bytes).hasSizeLessThan(10_000);
  }
}
