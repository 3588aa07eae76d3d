package dev.tenon.transforms;

import dev.tenon.spi.Tally;
import dev.tenon.training.Measured;
import dev.tenon.training.RoundJob;
import dev.tenon.training.TallyClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.values.KV;

/** Writes the checkpoint that a job ends with. */
final class FinishJob extends RoundFn<KV<String, Iterable<Piece>>, String> {
  private static final long serialVersionUID = 1L;

  private final RoundJob job;

  FinishJob(RoundPlan plan, RoundJob job) {
    super(plan);
    this.job = job;
  }

  /**
   * Writes.
   *
   * @param gathered all values and all that was measured
   * @param out takes the checkpoint's name
   */
  @ProcessElement
  public void process(@Element KV<String, Iterable<Piece>> gathered, OutputReceiver<String> out) {
    Pieces.Joining state = plan().pieces().joining(rounds().types());
    List<Piece> measured = new ArrayList<>();
    for (Piece piece : gathered.getValue()) {
      if (piece.kind() == Piece.Kind.MEASURED) {
        measured.add(piece);
      } else {
        state.add(piece);
      }
    }
    plan().files(job).write(state.whole(), steps(measured));
    out.output(job.to());
  }

  /** Brings together what the workers have measured in each step, round after round. */
  private List<Map<String, Tally>> steps(List<Piece> measured) {
    TallyClasses classes = TallyClasses.of(plan().experiment());
    measured.sort(Comparator.comparingInt(Piece::part).thenComparingInt(Piece::rank));
    Map<Integer, List<Map<String, Tally>>> byRound = new TreeMap<>();
    for (Piece piece : measured) {
      try {
        byRound.merge(piece.part(), Measured.read(piece.bytes(), classes), Measured::merged);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return byRound.values().stream().flatMap(List::stream).toList();
  }
}
