package dev.tenon.transforms;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Cuts values into pieces and puts them together again, in whatever order they come.
 *
 * @param size the most bytes of a piece
 */
record Pieces(int size) {
  /** Cuts a value. */
  void cut(
      Piece.Kind kind, String value, int rank, long examples, NDArray array, Consumer<Piece> sink) {
    ByteBuffer all = array.bytes();
    int step = step(array.type());
    for (int part = 0; all.hasRemaining(); part++) {
      byte[] bytes = new byte[Math.min(step, all.remaining())];
      all.get(bytes);
      sink.accept(new Piece(kind, value, part, rank, examples, bytes));
    }
  }

  /** Whole elements go into a piece, one at least. */
  private int step(TensorType type) {
    int element = type.dataType().bytes();
    return Math.max(1, size / element) * element;
  }

  /**
   * Puts values together.
   *
   * @param types the values that must come, all of them and nothing else
   * @param pieces their pieces, in any order; gone through once
   * @return the values in the order of their types
   * @throws IllegalStateException if something is missing, or there is too much
   */
  Map<String, NDArray> joined(Map<String, TensorType> types, Iterable<Piece> pieces) {
    Joining joining = joining(types);
    pieces.forEach(joining::add);
    return joining.whole();
  }

  /** Begins to put values together, piece by piece, so that no piece need be kept. */
  Joining joining(Map<String, TensorType> types) {
    return new Joining(types);
  }

  /** Values that are being put together. */
  final class Joining {
    private final Map<String, NDArray> values = new LinkedHashMap<>();
    private final Map<String, Integer> missing = new LinkedHashMap<>();

    private Joining(Map<String, TensorType> types) {
      types.forEach(
          (name, type) -> {
            NDArray array = NDArray.zeros(type);
            values.put(name, array);
            missing.put(name, array.data().capacity());
          });
    }

    /** Puts a piece in its place. */
    void add(Piece piece) {
      NDArray array = values.get(piece.value());
      if (array == null) {
        throw new IllegalStateException("nobody asked for " + piece.value());
      }
      array.data().duplicate().put(piece.part() * step(array.type()), piece.bytes());
      missing.merge(piece.value(), -piece.bytes().length, Integer::sum);
    }

    /** Returns the values, of which nothing may be missing. */
    Map<String, NDArray> whole() {
      missing.forEach(
          (name, bytes) -> {
            if (bytes != 0) {
              throw new IllegalStateException(name + " lacks " + bytes + " bytes");
            }
          });
      return values;
    }
  }

  /** Returns the elements of a piece in a row. */
  static NDArray elements(Piece piece) {
    NDArray array = NDArray.zeros(TensorType.floats(Shape.of(piece.bytes().length / Float.BYTES)));
    array.bytes().put(piece.bytes());
    return array;
  }
}
