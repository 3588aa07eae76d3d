package dev.tenon.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.training.WorkDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.nio.file.Path;
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
    return Stream.of(
        new PlanShards(blueprint),
        new WriteShard(blueprint, "w"),
        new FinishIngest(blueprint),
        new PredictBatches(blueprint, "m"),
        new TallyOutcomes(blueprint),
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
                    || name.startsWith("org.apache.beam.sdk.transforms.")
                    || name.startsWith("java.lang.")
                    || name.startsWith("[B"));
    assertThat(bytes).hasSizeLessThan(10_000);
  }
}
