package dev.tenon.transforms;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.TensorType;
import dev.tenon.training.Contribution;
import dev.tenon.training.Measured;
import dev.tenon.training.Round;
import dev.tenon.training.Weighted;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.values.KV;

/** Computes a worker's contribution to a round. */
final class Contribute extends RoundFn<KV<String, Iterable<Piece>>, KV<String, Piece>> {
  private static final long serialVersionUID = 1L;

  private final Round round;
  private final boolean last;

  Contribute(RoundPlan plan, Round round, boolean last) {
    super(plan);
    this.round = round;
    this.last = last;
  }

  /**
   * Computes.
   *
   * @param gathered the worker and all that is for it
   * @param out takes what it brings
   */
  @ProcessElement
  public void process(@Element KV<String, Iterable<Piece>> gathered, MultiOutputReceiver out) {
    int worker = worker(gathered.getKey());
    Map<String, TensorType> types = new LinkedHashMap<>(rounds().types());
    types.keySet().removeIf(value -> !rounds().isFor(value, worker));
    Map<String, NDArray> values = plan().pieces().joined(types, gathered.getValue());
    Contribution contribution = rounds().contribute(values, round, worker);
    contribution.parts().forEach(part -> send(part, out));
    contribution.own().forEach((name, value) -> sendState(name, value, last, out));
    byte[] measured = Measured.bytes(contribution.steps());
    int first = Math.toIntExact(round.first());
    sendToEnd(new Piece(Piece.Kind.MEASURED, "", first, worker, 0, measured), out);
  }

  private void send(Weighted part, MultiOutputReceiver out) {
    part.values()
        .forEach(
            (name, value) ->
                plan()
                    .pieces()
                    .cut(
                        Piece.Kind.CONTRIBUTED,
                        name,
                        part.rank(),
                        part.examples(),
                        value,
                        piece -> sendToMerge(piece, out)));
  }
}
