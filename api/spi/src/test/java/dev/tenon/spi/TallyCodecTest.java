package dev.tenon.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import org.junit.jupiter.api.Test;

class TallyCodecTest {
  private static Tally read(byte[] bytes) throws IOException {
    return TallyCodec.read(bytes, TallyCodecTest.class.getClassLoader());
  }

  @Test
  void a_tally_is_the_same_after_it_was_written_and_read() throws IOException {
    Tally tally = Mean.ofLoss().add(new Outcome(new float[] {0.1f, 0.9f}, 1, 0.25));

    assertThat(read(TallyCodec.write(tally))).isEqualTo(tally);
  }

  /** Something whose class could do anything when it is read. */
  private static final class Stranger implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private record Carrier(Stranger stranger) implements Tally {
    @Override
    public Tally add(Outcome outcome) {
      return this;
    }

    @Override
    public Tally merge(Tally other) {
      return this;
    }

    @Override
    public double value() {
      return 0;
    }
  }

  @Test
  void classes_that_no_tally_needs_are_not_read() {
    byte[] bytes = TallyCodec.write(new Carrier(new Stranger()));
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a metric's tally must consist of records");
  }

  @Test
  void what_cannot_be_written_is_told() {
    Measure lost =
        new Measure() {
          private static final long serialVersionUID = 1L;
          private final Object object = new Object();

          @Override
          public double of(Outcome outcome) {
            return object.hashCode();
          }
        };
    assertThatThrownBy(() -> TallyCodec.write(Mean.of(lost)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a metric's tally cannot be written")
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  void what_is_something_else_is_refused() {
    assertThatThrownBy(() -> read(new byte[5])).isInstanceOf(IOException.class);
  }
}
