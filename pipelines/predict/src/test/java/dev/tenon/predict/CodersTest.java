package dev.tenon.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Image;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;

class CodersTest {
  private static final CoderRegistry REGISTRY = CoderRegistry.createDefault();

  private static <T> void assertGoesAround(Coder<T> coder, T value) throws Exception {
    coder.verifyDeterministic();
    T back = CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, value));
    assertThat(back).isEqualTo(value).isNotSameAs(value);
  }

  @Test
  void beam_finds_the_coders() throws CannotProvideCoderException {
    assertThat(REGISTRY.getCoder(Image.class)).isEqualTo(ImageCoder.of());
    assertThat(REGISTRY.getCoder(new TypeDescriptor<Prediction<String>>() {}))
        .isEqualTo(PredictionCoder.of(StringUtf8Coder.of()));
    assertThat(REGISTRY.getCoder(new TypeDescriptor<Rejection<Image>>() {}))
        .isEqualTo(RejectionCoder.of(ImageCoder.of()));
  }

  @Test
  void everything_goes_through_bytes_and_back() throws Exception {
    Image image = new Image(1, 2, 3, new byte[] {1, -2, 3, 4, 5, 6});
    assertGoesAround(ImageCoder.of(), image);
    Output scores =
        new Output(TensorType.floats(Shape.of(1, 2)), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    Output flag = new Output(new TensorType(DataType.BOOL, Shape.SCALAR), new byte[] {1});
    assertGoesAround(
        PredictionCoder.of(ImageCoder.of()),
        new Prediction<>(image, Map.of("scores", scores, "flag", flag), Optional.of("owl")));
    assertGoesAround(
        PredictionCoder.of(StringUtf8Coder.of()),
        new Prediction<>("x", Map.of(), Optional.empty()));
    assertGoesAround(RejectionCoder.of(ImageCoder.of()), new Rejection<>(image, "too small"));
  }

  @Test
  void outputs_tell_their_elements() {
    Output floats =
        new Output(
            TensorType.floats(Shape.of(3)),
            new byte[] {0, 0, 0, 63, 0, 0, -128, 63, 0, 0, -128, 63});
    assertThat(floats.floats()).containsExactly(0.5f, 1, 1);
    assertThat(floats.largest()).isEqualTo(1);
    Output longs =
        new Output(
            new TensorType(DataType.INT64, Shape.SCALAR), new byte[] {1, 1, 0, 0, 0, 0, 0, 0});
    assertThat(longs.longs()).containsExactly(257);
    assertThatThrownBy(longs::floats)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an output of INT64[] cannot be read as FLOAT");
  }
}
