package dev.tenon.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.Example;
import dev.tenon.spi.Image;
import dev.tenon.spi.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class ExampleCoderTest {
  private static final Example ONE =
      new Example("größe-1", new Image(1, 2, 3, new byte[] {1, 2, 3, -4, -5, -6}), 5);
  private static final Example TWO = new Example("", new Image(1, 1, 1, new byte[] {0}), 0);

  private static final Example HEAVY = new Example("", TWO.image(), 2, 2.5);

  @Test
  void examples_come_back_as_they_were() throws CoderException {
    ListCoder<Example> coder = ListCoder.of(ExampleCoder.of());
    byte[] bytes = CoderUtils.encodeToByteArray(coder, List.of(ONE, HEAVY, TWO));
    assertThat(CoderUtils.decodeFromByteArray(coder, bytes)).containsExactly(ONE, HEAVY, TWO);
  }

  @Test
  void what_an_example_has_besides_comes_back_too() throws CoderException {
    Example plain = new Example("größe", ONE.image(), 3, 0.5);
    Example rich =
        plain
            .withFeature("right", new Image(2, 1, 1, new byte[] {-1, 2}))
            .withFeature("meta", new Row(new float[] {1.5f, -0f, Float.NaN}))
            .withTarget("colour", 7)
            .withTarget("größe", 0);
    ListCoder<Example> coder = ListCoder.of(ExampleCoder.of());
    byte[] bytes = CoderUtils.encodeToByteArray(coder, List.of(rich, TWO, rich));
    assertThat(CoderUtils.decodeFromByteArray(coder, bytes)).containsExactly(rich, TWO, rich);

    ByteBuffer buffer = ByteBuffer.wrap(ExampleCoder.toBytes(rich));
    assertThat(ExampleCoder.example(buffer, 0)).isEqualTo(rich);
    assertThat(ExampleCoder.extras(buffer, 0).targets()).isEqualTo(rich.targets());
    assertThat(ExampleCoder.extras(ByteBuffer.wrap(ExampleCoder.toBytes(plain)), 0).isEmpty())
        .isTrue();
    assertThat(ExampleCoder.toBytes(plain.withTarget("colour", 7)))
        .startsWith(0, 0, 0, 3, -1, -1, -1, -2)
        .endsWith(0, 0, 0, 0, 0, 0, 0, 1, 0, 6, 'c', 'o', 'l', 'o', 'u', 'r', 0, 0, 0, 7);
  }

  @Test
  void an_example_that_ends_within_a_feature_is_refused() {
    byte[] whole = ExampleCoder.toBytes(TWO.withFeature("meta", new Row(new float[] {1, 2})));
    for (int length : new int[] {whole.length - 1, whole.length - 6, whole.length - 20}) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ExampleCoder.of().decode(new ByteArrayInputStream(part)))
          .isInstanceOf(IOException.class);
    }
  }

  /** What was written before examples had weights is what is written without them. */
  @Test
  void an_example_without_a_weight_of_its_own_is_written_without_one() throws CoderException {
    byte[] bytes = {0, 0, 0, 5, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 'a', 7};
    Example example = new Example("a", new Image(1, 1, 1, new byte[] {7}), 5);
    assertThat(ExampleCoder.toBytes(example)).isEqualTo(bytes);
    assertThat(CoderUtils.decodeFromByteArray(ExampleCoder.of(), bytes)).isEqualTo(example);
  }

  @Test
  void a_weight_stands_before_the_id() {
    Example example = new Example("größe-1", ONE.image(), 5, 0.1);
    byte[] bytes = ExampleCoder.toBytes(example);
    ByteBuffer file = ByteBuffer.allocate(bytes.length + 10).put(3, bytes);
    assertThat(bytes).hasSize(ExampleCoder.toBytes(ONE).length + 8);
    assertThat(ExampleCoder.weight(file, 3)).isEqualTo(0.1);
    assertThat(ExampleCoder.id(file, 3)).isEqualTo(example.id());
    assertThat(ExampleCoder.label(file, 3)).isEqualTo(5);
    assertThat(ExampleCoder.image(file, 3)).isEqualTo(example.image());
  }

  @Test
  void parts_are_found_within_larger_files() {
    byte[] bytes = ExampleCoder.toBytes(ONE);
    ByteBuffer file = ByteBuffer.allocate(bytes.length + 10).put(3, bytes);
    assertThat(ExampleCoder.id(file, 3)).isEqualTo(ONE.id());
    assertThat(ExampleCoder.label(file, 3)).isEqualTo(5);
    assertThat(ExampleCoder.image(file, 3)).isEqualTo(ONE.image());
    assertThat(ExampleCoder.weight(file, 3)).isEqualTo(1);
  }

  @Test
  void an_example_that_ends_too_early_is_refused() throws CoderException {
    byte[] bytes = CoderUtils.encodeToByteArray(ExampleCoder.of(), ONE);
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(ExampleCoder.of(), cut))
        .isInstanceOf(CoderException.class)
        .hasMessageContaining("ends after 5 of 6 bytes");
  }

  @Test
  void the_coding_is_deterministic() throws Exception {
    ExampleCoder.of().verifyDeterministic();
    assertThat(ExampleCoder.of().consistentWithEquals()).isTrue();
  }
}
