package dev.tenon.transforms;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.TensorType;
import dev.tenon.training.Round;
import dev.tenon.training.Weighted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.values.KV;

/** Merges what workers have brought: all values, or one piece of them. */
final class MergeRound extends RoundFn<KV<String, Iterable<Piece>>, KV<String, Piece>> {
  private static final long serialVersionUID = 1L;

  private final Round round;
  private final boolean last;

  MergeRound(RoundPlan plan, Round round, boolean last) {
    super(plan);
    this.round = round;
    this.last = last;
  }

  /**
   * Merges.
   *
   * @param gathered all that is merged together
   * @param out takes the values after the round
   */
  @ProcessElement
  public void process(@Element KV<String, Iterable<Piece>> gathered, MultiOutputReceiver out) {
    List<Piece> before = new ArrayList<>();
    Map<Integer, List<Piece>> byRank = new TreeMap<>();
    int part = 0;
    for (Piece piece : gathered.getValue()) {
      part = piece.part();
      if (piece.kind() == Piece.Kind.STATE) {
        before.add(piece);
      } else {
        byRank.computeIfAbsent(piece.rank(), rank -> new ArrayList<>()).add(piece);
      }
    }
    List<Weighted> parts = new ArrayList<>();
    byRank.forEach(
        (rank, pieces) -> parts.add(new Weighted(rank, pieces.get(0).examples(), values(pieces))));
    Map<String, NDArray> merged = rounds().merge(values(before), round, parts);
    int at = part;
    merged.forEach((name, value) -> send(name, value, at, out));
  }

  private Map<String, NDArray> values(List<Piece> pieces) {
    if (rounds().mergesElements()) {
      Map<String, NDArray> values = new LinkedHashMap<>();
      pieces.forEach(piece -> values.put(piece.value(), Pieces.elements(piece)));
      return values;
    }
    Map<String, TensorType> types = new LinkedHashMap<>();
    pieces.forEach(piece -> types.put(piece.value(), rounds().types().get(piece.value())));
    return plan().pieces().joined(types, pieces);
  }

  private void send(String name, NDArray value, int part, MultiOutputReceiver out) {
    if (!rounds().mergesElements()) {
      sendState(name, value, last, out);
      return;
    }
    byte[] bytes = new byte[value.data().capacity()];
    value.bytes().get(bytes);
    sendState(new Piece(Piece.Kind.STATE, name, part, 0, 0, bytes), last, out);
  }
}
