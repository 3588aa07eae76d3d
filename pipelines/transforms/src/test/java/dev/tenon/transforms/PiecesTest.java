package dev.tenon.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiecesTest {
  private final NDArray array = NDArray.floats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

  private List<Piece> cut(int size) {
    List<Piece> pieces = new ArrayList<>();
    new Pieces(size).cut(Piece.Kind.STATE, "x", 3, 9, array, pieces::add);
    return pieces;
  }

  @ParameterizedTest
  @CsvSource({"1,6", "4,6", "7,6", "8,3", "16,2", "24,1", "1000,1"})
  void a_value_is_the_same_after_it_was_cut_shuffled_and_joined(int size, int expected) {
    List<Piece> pieces = cut(size);
    assertThat(pieces).hasSize(expected);
    Collections.reverse(pieces);
    Map<String, NDArray> joined = new Pieces(size).joined(Map.of("x", array.type()), pieces);
    assertThat(joined.get("x").toFloats()).isEqualTo(array.toFloats());
  }

  @Test
  void what_is_missing_or_too_much_is_told() {
    List<Piece> pieces = cut(8);
    Map<String, TensorType> types = Map.of("x", array.type());
    assertThatThrownBy(() -> new Pieces(8).joined(types, pieces.subList(1, 3)))
        .hasMessage("x lacks 8 bytes");
    assertThatThrownBy(() -> new Pieces(8).joined(types, List.of(pieces.get(0), pieces.get(0))))
        .hasMessage("x lacks 8 bytes");
    assertThatThrownBy(() -> new Pieces(8).joined(Map.of(), pieces))
        .hasMessage("nobody asked for x");
  }

  @Test
  void a_piece_is_the_same_after_it_was_encoded_and_decoded() throws IOException {
    for (Piece.Kind kind : Piece.Kind.values()) {
      Piece piece = new Piece(kind, "a/b:c", 7, 2, 1L << 40, new byte[] {1, -1, 0});
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      PieceCoder.of().encode(piece, bytes);
      Piece decoded = PieceCoder.of().decode(new ByteArrayInputStream(bytes.toByteArray()));
      assertThat(decoded).usingRecursiveComparison().isEqualTo(piece);
    }
  }
}
