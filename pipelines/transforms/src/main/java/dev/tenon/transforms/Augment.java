package dev.tenon.transforms;

import dev.tenon.experiment.Experiment;
import dev.tenon.spi.Example;
import dev.tenon.spi.Feature;
import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import dev.tenon.training.Augmenter;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Changes images as an epoch of training sees them: a pure function of the experiment's seed, the
 * record's id and the epoch, so it gives the very images that training makes while it runs. All
 * else stays. A {@link dev.tenon.spi.Mixing}, which needs another record and gives two labels, is
 * left out.
 *
 * <p>An augmentation that refuses an image fails the pipeline, naming the record: all images have
 * one size, so it would refuse them all.
 */
public final class Augment extends PTransform<PCollection<Example>, PCollection<Example>> {
  private static final long serialVersionUID = 1L;

  private final Blueprint blueprint;
  private final int epoch;

  private Augment(Blueprint blueprint, int epoch) {
    this.blueprint = blueprint;
    this.epoch = epoch;
  }

  /**
   * Changes images as the first epoch sees them.
   *
   * @param blueprint the experiment, which has the augmentations
   * @return the transform
   */
  public static Augment of(Blueprint blueprint) {
    return new Augment(blueprint, 1);
  }

  /**
   * Changes images as another epoch sees them.
   *
   * @param epoch the epoch, from 1
   * @return the changed transform
   */
  public Augment withEpoch(int epoch) {
    if (epoch < 1) {
      throw new IllegalArgumentException("epochs count from 1, got " + epoch);
    }
    return new Augment(blueprint, epoch);
  }

  @Override
  public PCollection<Example> expand(PCollection<Example> examples) {
    blueprint.stageFor(examples.getPipeline());
    return examples
        .apply("Change", ParDo.of(new Change(blueprint, epoch)))
        .setCoder(ExampleCoder.of());
  }

  /** Changes one image. */
  private static final class Change extends DoFn<Example, Example> {
    private static final long serialVersionUID = 1L;

    private final Blueprint blueprint;
    private final int epoch;
    private transient Augmenter augmenter;

    Change(Blueprint blueprint, int epoch) {
      this.blueprint = blueprint;
      this.epoch = epoch;
    }

    @Setup
    public void setup() {
      Experiment experiment = blueprint.read();
      augmenter = new Augmenter(experiment.augmentations(), experiment.seed());
    }

    @ProcessElement
    public void process(@Element Example example, OutputReceiver<Example> out) {
      try {
        out.output(
            new Example(
                example.id(),
                augmenter.apply(example.id(), epoch, example.image()),
                example.label(),
                example.weight(),
                changed(example),
                example.targets()));
      } catch (UserError e) {
        throw new UserError("record " + example.id() + ": " + e.getMessage(), e);
      }
    }

    /** Other images change by themselves; rows stay. */
    private Map<String, Feature> changed(Example example) {
      Map<String, Feature> features = new TreeMap<>(example.features());
      features.replaceAll(
          (name, feature) ->
              feature instanceof Image image
                  ? augmenter.apply(example.id() + "/" + name, epoch, image)
                  : feature);
      return features;
    }
  }
}
