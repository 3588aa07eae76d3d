package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.spi.History;
import dev.tenon.spi.LocalFolder;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  private static final TallyClasses CLASSES = new TallyClasses(Map.of());

  @TempDir Path folder;
  private final Lines console = new Lines();

  private Checkpoints checkpoints() {
    return new Checkpoints(
        new LocalFolder(folder), new Fingerprint("e1", "local", "d1"), CLASSES, console);
  }

  private static Checkpoint after(int epochs) {
    History history = History.EMPTY;
    for (int i = 1; i <= epochs; i++) {
      Map<String, Double> values = Map.of("loss", 0.1 / i, "val_accuracy", Double.NaN);
      history = history.with(new History.Epoch(i, values));
    }
    NDArray value = NDArray.floats(Shape.of(2), epochs, -0f);
    return new Checkpoint(10L * epochs, history, Map.of("dense/bias", value));
  }

  private void assertNewestIs(int epoch) {
    assertThat(checkpoints().newest()).hasValueSatisfying(found -> assertIs(found, epoch));
  }

  private static void assertIs(Checkpoint found, int epoch) {
    Checkpoint expected = after(epoch);
    assertThat(found.step()).isEqualTo(expected.step());
    assertThat(found.history()).isEqualTo(expected.history());
    assertThat(Toys.bits(found.values())).isEqualTo(Toys.bits(expected.values()));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void change(String name, int position) throws IOException {
    Path file = folder.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[position < 0 ? bytes.length + position : position] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void there_is_none_before_the_first() {
    assertThat(checkpoints().newest()).isEmpty();
    assertThat(
            new Checkpoints(new LocalFolder(folder.resolve("missing")), null, CLASSES, console)
                .newest())
        .isEmpty();
    assertThat(console.printed()).isEmpty();
  }

  @Test
  void the_newest_comes_back_as_it_was() {
    checkpoints().save(after(1));
    checkpoints().save(after(2));
    assertNewestIs(2);
  }

  @Test
  void the_last_two_are_kept_and_the_named_ones() throws IOException {
    checkpoints().save("best", after(1));
    for (int epoch = 1; epoch <= 12; epoch++) {
      checkpoints().save(after(epoch));
    }
    assertThat(files())
        .containsExactly(
            "best-0001.safetensors",
            "best.json",
            "epoch-0011.json",
            "epoch-0011.safetensors",
            "epoch-0012.json",
            "epoch-0012.safetensors");
    assertNewestIs(12);
  }

  @Test
  void a_name_is_used_again_for_a_better_one() throws IOException {
    checkpoints().save("best", after(1));
    checkpoints().save("best", after(4));
    checkpoints().save("best-ever", after(2));

    assertIs(checkpoints().named("best"), 4);
    assertThat(files())
        .containsExactly(
            "best-0004.safetensors", "best-ever-0002.safetensors", "best-ever.json", "best.json");
  }

  @Test
  void names_that_are_no_file_names_are_refused() {
    for (String name :
        List.of("", "../best", "epoch-0001", "epoch", "round", "Best", "best.json")) {
      assertThatThrownBy(() -> checkpoints().save(name, after(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_name_that_was_never_kept_cannot_be_restored() {
    assertThatThrownBy(() -> checkpoints().named("best"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("best.json")
        .hasMessageContaining("no manifest");
  }

  @Test
  void a_shortened_file_of_tensors_falls_back_to_the_checkpoint_before_and_says_so()
      throws IOException {
    checkpoints().save(after(1));
    checkpoints().save(after(2));
    Path tensors = folder.resolve("epoch-0002.safetensors");
    byte[] bytes = Files.readAllBytes(tensors);
    Files.write(tensors, Arrays.copyOf(bytes, bytes.length - 4));

    assertNewestIs(1);
    assertThat(console.printed())
        .singleElement()
        .asString()
        .contains("epoch-0002.json is damaged", "does not match its hash", "falling back");
  }

  @Test
  void a_changed_byte_anywhere_in_either_file_falls_back() throws IOException {
    checkpoints().save(after(1));
    checkpoints().save(after(2));
    for (String name : List.of("epoch-0002.json", "epoch-0002.safetensors")) {
      byte[] good = Files.readAllBytes(folder.resolve(name));
      for (int i = good.length - 1; i >= 0; i -= 3) {
        change(name, i);
        assertNewestIs(1);
        Files.write(folder.resolve(name), good);
      }
    }
    assertNewestIs(2);
  }

  @Test
  void a_manifest_of_other_content_falls_back_and_is_told_in_one_line() throws IOException {
    checkpoints().save(after(1));
    checkpoints().save(after(2));
    for (String content : List.of("", "{", "{}", "[]", "{\"manifest\": 3, \"seal\": \"x\"}")) {
      Files.writeString(folder.resolve("epoch-0002.json"), content);
      assertNewestIs(1);
      assertThat(console.printed())
          .last()
          .asString()
          .contains("epoch-0002.json is damaged (epoch-0002.json ")
          .hasLineCount(1);
    }
  }

  @Test
  void a_missing_manifest_or_file_of_tensors_falls_back() throws IOException {
    checkpoints().save(after(4));
    checkpoints().save(after(5));
    Files.delete(folder.resolve("epoch-0005.json"));
    assertNewestIs(4);
    assertThat(console.printed()).last().asString().contains("epoch-0005", "no manifest");

    checkpoints().save(after(5));
    assertNewestIs(5);
    Files.delete(folder.resolve("epoch-0005.safetensors"));
    assertNewestIs(4);
    assertThat(console.printed()).last().asString().contains("epoch-0005.safetensors is missing");
  }

  @Test
  void if_all_are_damaged_the_user_is_told_what_to_do() throws IOException {
    checkpoints().save(after(1));
    checkpoints().save(after(2));
    change("epoch-0001.json", 20);
    change("epoch-0002.safetensors", -1);

    assertThatThrownBy(() -> checkpoints().newest())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("all checkpoints in " + folder + " are damaged")
        .hasMessageContaining("another work directory");
    assertThat(console.printed()).hasSize(2);
    assertThat(console.printed().get(1)).doesNotContain("falling back");
  }

  @Test
  void a_run_killed_while_it_wrote_its_first_checkpoint_begins_anew() throws IOException {
    checkpoints().save(after(1));
    Files.delete(folder.resolve("epoch-0001.json"));

    assertThat(checkpoints().newest()).isEmpty();
    assertThat(console.printed())
        .containsExactly("The first checkpoint was never finished; training begins anew.");
  }

  @Test
  void checkpoints_of_another_experiment_or_of_other_data_are_refused() {
    checkpoints().save(after(1));

    assertThatThrownBy(
            () ->
                new Checkpoints(
                        new LocalFolder(folder),
                        new Fingerprint("e2", "local", "d1"),
                        CLASSES,
                        console)
                    .newest())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("by another experiment");
    assertThatThrownBy(
            () ->
                new Checkpoints(
                        new LocalFolder(folder),
                        new Fingerprint("e1", "local", "d2"),
                        CLASSES,
                        console)
                    .newest())
        .isInstanceOf(UserError.class)
        .hasMessageContaining("on other data");
  }
}
