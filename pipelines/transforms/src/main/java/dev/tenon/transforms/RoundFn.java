package dev.tenon.transforms;

import dev.tenon.graph.NDArray;
import dev.tenon.training.Rounds;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * A step of a job, which sends pieces on to where they are needed next.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
class RoundFn<I, O> extends DoFn<I, O> {
  /** What workers need in the next round, by worker. */
  static final TupleTag<KV<String, Piece>> WORKERS = new TupleTag<>("workers");

  /** What is merged, by what is merged together. */
  static final TupleTag<KV<String, Piece>> MERGES = new TupleTag<>("merges");

  /** What the job ends with, under one key. */
  static final TupleTag<KV<String, Piece>> END = new TupleTag<>("end");

  private static final long serialVersionUID = 1L;
  private static final String WORKER = "worker-";

  /** Counts the bytes of values, which are all but a few of those that travel. */
  private static final Counter SHUFFLED = Metrics.counter("tenon", "bytes shuffled");

  private final RoundPlan plan;
  private transient SharedRounds shared;

  RoundFn(RoundPlan plan) {
    this.plan = plan;
  }

  /** Opens what computes, once in this JVM. */
  @Setup
  public void open() {
    shared = SharedRounds.open(plan);
  }

  /** Lets go of it. */
  @Teardown
  public void close() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  final RoundPlan plan() {
    return plan;
  }

  final Rounds rounds() {
    return shared.rounds();
  }

  static int worker(String key) {
    return Integer.parseInt(key.substring(WORKER.length()));
  }

  /** Sends a whole value, in pieces, to the next round, or to the end of the job after the last. */
  final void sendState(String name, NDArray value, boolean last, MultiOutputReceiver out) {
    plan.pieces().cut(Piece.Kind.STATE, name, 0, 0, value, piece -> sendState(piece, last, out));
  }

  /** Sends a piece of a value to the next round, or to the end of the job after the last. */
  final void sendState(Piece piece, boolean last, MultiOutputReceiver out) {
    if (last) {
      sendToEnd(piece, out);
      return;
    }
    for (int worker = 0; worker < rounds().workers(); worker++) {
      if (rounds().isFor(piece.value(), worker)) {
        send(WORKERS, WORKER + worker, piece, out);
      }
    }
    if (rounds().isMerged(piece.value())) {
      sendToMerge(piece, out);
    }
  }

  final void sendToMerge(Piece piece, MultiOutputReceiver out) {
    String group = rounds().group(piece.value());
    String key = rounds().mergesElements() ? group + "#" + piece.part() : group;
    send(MERGES, key, piece, out);
  }

  final void sendToEnd(Piece piece, MultiOutputReceiver out) {
    send(END, "end", piece, out);
  }

  private void send(
      TupleTag<KV<String, Piece>> tag, String key, Piece piece, MultiOutputReceiver out) {
    if (piece.kind() != Piece.Kind.MEASURED) {
      SHUFFLED.inc(piece.bytes().length);
    }
    out.get(tag).output(KV.of(key, piece));
  }
}
