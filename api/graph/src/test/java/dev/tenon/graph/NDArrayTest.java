package dev.tenon.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class NDArrayTest {
  @Test
  void elements_come_back_as_they_were_put() {
    assertThat(NDArray.floats(Shape.of(2), 1.5f, -2).toFloats()).containsExactly(1.5f, -2);
    assertThat(NDArray.longs(Shape.of(2), 1L << 40, -1).longs().get(0)).isEqualTo(1L << 40);
    assertThat(NDArray.bytes(Shape.of(1), (byte) 200).bytes().get(0)).isEqualTo((byte) 200);
  }

  @Test
  void a_copy_shares_no_memory() {
    NDArray array = NDArray.floats(Shape.of(1), 1);
    NDArray copy = array.copy();
    array.floats().put(0, 5);
    assertThat(copy.toFloats()).containsExactly(1);
    assertThat(array.toFloats()).containsExactly(5);
  }

  @Test
  void a_buffer_of_another_size_order_or_kind_is_refused() {
    TensorType type = TensorType.floats(Shape.of(2));
    ByteBuffer right = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    assertThat(new NDArray(type, right).shape()).isEqualTo(Shape.of(2));
    ByteOrder other =
        ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
            ? ByteOrder.LITTLE_ENDIAN
            : ByteOrder.BIG_ENDIAN;
    ByteBuffer[] wrong = {
      ByteBuffer.allocateDirect(7).order(ByteOrder.nativeOrder()),
      ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()),
      ByteBuffer.allocateDirect(8).order(other)
    };
    for (ByteBuffer buffer : wrong) {
      assertThatThrownBy(() -> new NDArray(type, buffer))
          .isInstanceOf(ShapeException.class)
          .hasMessageStartingWith("FLOAT[2] needs a direct native buffer of 8 bytes");
    }
  }

  @Test
  void fewer_or_more_values_than_elements_are_refused() {
    assertThatThrownBy(() -> NDArray.floats(Shape.of(2, 2), 1, 2, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessage("FLOAT[2, 2] has 4 elements, got 3");
    assertThatThrownBy(() -> NDArray.longs(Shape.of(1), 1, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessage("INT64[1] has 1 elements, got 2");
    assertThatThrownBy(() -> NDArray.bytes(Shape.of(2), (byte) 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("UINT8[2] has 2 elements, got 1");
  }

  @Test
  void a_symbolic_shape_and_a_wrong_view_are_refused() {
    assertThatThrownBy(() -> NDArray.floats(Shape.of(Shape.BATCH), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("an array needs a static shape, got FLOAT[N]");
    assertThatThrownBy(() -> NDArray.longs(Shape.of(1), 1).floats())
        .hasMessage("an array of INT64[1] cannot be read as FLOAT");
  }

  @Test
  void a_part_is_a_view_of_the_elements_from_a_place_on() {
    NDArray whole = NDArray.floats(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
    NDArray row = whole.part(2, Shape.of(2));
    assertThat(row.type()).isEqualTo(TensorType.floats(Shape.of(2)));
    assertThat(row.toFloats()).containsExactly(3, 4);
    row.floats().put(0, 9);
    assertThat(whole.toFloats()).containsExactly(1, 2, 9, 4, 5, 6);
    assertThatThrownBy(() -> whole.part(5, Shape.of(2)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
