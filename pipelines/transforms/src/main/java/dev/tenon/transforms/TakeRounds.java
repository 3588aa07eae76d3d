package dev.tenon.transforms;

import dev.tenon.training.Round;
import dev.tenon.training.RoundJob;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Carries out a job: its rounds one after the other, each two shuffles. Values travel as elements,
 * in pieces; no step needs another's results but through a key.
 *
 * <p>Every step is a pure function of what it takes and of files that do not change, so a bundle
 * may be retried. Rounds that cannot be computed fail the pipeline: there is nothing to set aside.
 */
final class TakeRounds extends PTransform<PBegin, PCollection<String>> {
  private static final long serialVersionUID = 1L;

  private final RoundPlan plan;
  private final RoundJob job;

  TakeRounds(RoundPlan plan, RoundJob job) {
    this.plan = plan;
    this.job = job;
  }

  @Override
  public PCollection<String> expand(PBegin begin) {
    plan.blueprint().stageFor(begin.getPipeline());
    PCollectionTuple state =
        sent(
            begin.apply("Begin", Create.of("begin")).setCoder(StringUtf8Coder.of()),
            "Read",
            new BeginJob(plan, job));
    List<PCollection<KV<String, Piece>>> end = new ArrayList<>();
    int number = 0;
    for (Round round : job.rounds()) {
      number++;
      state = after(round, number, state, end);
    }
    return joined("Gather", end)
        .apply("Gathered", GroupByKey.create())
        .apply("Write", ParDo.of(new FinishJob(plan, job)));
  }

  private PCollectionTuple after(
      Round round, int number, PCollectionTuple state, List<PCollection<KV<String, Piece>>> end) {
    boolean last = number == job.rounds().size();
    PCollectionTuple contributed =
        sent(
            state.get(RoundFn.WORKERS).apply("To workers " + number, GroupByKey.create()),
            "Contribute " + number,
            new Contribute(plan, round, last));
    PCollectionTuple merged =
        sent(
            joined("Contributed " + number, both(RoundFn.MERGES, state, contributed))
                .apply("To merge " + number, GroupByKey.create()),
            "Merge " + number,
            new MergeRound(plan, round, last));
    end.addAll(both(RoundFn.END, contributed, merged));
    return PCollectionTuple.of(
            RoundFn.WORKERS,
            joined("For workers " + number, both(RoundFn.WORKERS, contributed, merged)))
        .and(RoundFn.MERGES, merged.get(RoundFn.MERGES));
  }

  private static <T> PCollectionTuple sent(
      PCollection<T> input, String name, RoundFn<T, KV<String, Piece>> step) {
    PCollectionTuple sent =
        input.apply(
            name,
            ParDo.of(step)
                .withOutputTags(RoundFn.WORKERS, TupleTagList.of(RoundFn.MERGES).and(RoundFn.END)));
    for (TupleTag<KV<String, Piece>> tag : List.of(RoundFn.WORKERS, RoundFn.MERGES, RoundFn.END)) {
      sent.get(tag).setCoder(PieceCoder.keyed());
    }
    return sent;
  }

  private static List<PCollection<KV<String, Piece>>> both(
      TupleTag<KV<String, Piece>> tag, PCollectionTuple one, PCollectionTuple other) {
    return List.of(one.get(tag), other.get(tag));
  }

  private static PCollection<KV<String, Piece>> joined(
      String name, List<PCollection<KV<String, Piece>>> pieces) {
    return PCollectionList.of(pieces).apply(name, Flatten.pCollections());
  }
}
