package dev.tenon.flink;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Puts a {@link Stumble} before and behind each of Tenon's steps in a pipeline.
 *
 * @param <I> what the step takes
 * @param <O> what it gives
 */
final class Stumbles<I, O> extends PTransform<PCollection<I>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;
  private static final String DONE = "Between stumbles";

  private final transient Path folder;
  private final String job;
  private final AppliedPTransform<PCollection<I>, PCollectionTuple, ParDo.MultiOutput<I, O>> step;

  private Stumbles(
      Path folder,
      String job,
      AppliedPTransform<PCollection<I>, PCollectionTuple, ParDo.MultiOutput<I, O>> step) {
    this.folder = folder;
    this.job = job;
    this.step = step;
  }

  /**
   * Changes a pipeline.
   *
   * @param pipeline the pipeline
   * @param job tells it from others with the same steps
   * @param folder an existing folder for notes of the bundles
   */
  static void into(Pipeline pipeline, String job, Path folder) {
    pipeline.replaceAll(
        List.of(
            PTransformOverride.of(
                Stumbles::isUnchangedStep, new Factory<Object, Object>(folder, job))));
  }

  private static boolean isUnchangedStep(AppliedPTransform<?, ?, ?> applied) {
    return applied.getTransform() instanceof ParDo.MultiOutput<?, ?> step
        && step.getFn().getClass().getName().startsWith("dev.tenon.transforms.")
        && !applied.getFullName().contains(DONE);
  }

  private record Factory<I, O>(Path folder, String job)
      implements PTransformOverrideFactory<
          PCollection<I>, PCollectionTuple, ParDo.MultiOutput<I, O>> {
    @Override
    public PTransformReplacement<PCollection<I>, PCollectionTuple> getReplacementTransform(
        AppliedPTransform<PCollection<I>, PCollectionTuple, ParDo.MultiOutput<I, O>> step) {
      return PTransformReplacement.of(
          PTransformReplacements.getSingletonMainInput(step), new Stumbles<>(folder, job, step));
    }

    @Override
    public Map<PCollection<?>, ReplacementOutput> mapOutputs(
        Map<TupleTag<?>, PCollection<?>> outputs, PCollectionTuple replaced) {
      return ReplacementOutputs.tagged(outputs, replaced);
    }
  }

  @Override
  public PCollectionTuple expand(PCollection<I> input) {
    PCollectionTuple given =
        input
            .apply("Stumble", ParDo.of(new Stumble<I>(folder, place())))
            .setCoder(input.getCoder())
            .apply(DONE, step.getTransform());
    PCollectionTuple all = PCollectionTuple.empty(input.getPipeline());
    for (Map.Entry<TupleTag<?>, PCollection<?>> output : step.getOutputs().entrySet()) {
      all = with(all, output.getKey(), given, output.getValue().getCoder());
    }
    return all;
  }

  private String place() {
    return job + " " + step.getFullName();
  }

  @SuppressWarnings("unchecked") // A tag names what it is of.
  private <T> PCollectionTuple with(
      PCollectionTuple all, TupleTag<?> tag, PCollectionTuple given, Coder<?> coder) {
    TupleTag<T> same = (TupleTag<T>) tag;
    Coder<T> itsCoder = (Coder<T>) coder;
    return all.and(
        same,
        given
            .get(same)
            .setCoder(itsCoder)
            .apply(
                "Stumble at " + tag.getId(),
                ParDo.of(new Stumble<T>(folder, place() + " " + tag.getId())))
            .setCoder(itsCoder));
  }
}
