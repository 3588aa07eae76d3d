package dev.tenon.transforms;

import dev.tenon.experiment.Model;
import dev.tenon.experiment.NamedInput;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxFile;
import dev.tenon.predict.Feed;
import dev.tenon.predict.ModelFile;
import dev.tenon.predict.Predict;
import dev.tenon.predict.Rejection;
import dev.tenon.predict.Slots;
import dev.tenon.spi.Example;
import dev.tenon.spi.Feature;
import dev.tenon.spi.Image;
import dev.tenon.spi.Row;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import dev.tenon.training.TallyClasses;
import dev.tenon.training.WorkDirectory;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Judges an exported model by examples, and writes {@code evaluation.json} into the work directory:
 * the number of examples, the loss, each metric of the experiment, and results by class, which are
 * those of the first output where a model has several. Gives the file's content.
 *
 * <p>The model's own file is what predicts; the loss and the metrics are computed from its
 * probabilities. Results are exactly the same in whatever bundles the examples come.
 *
 * <p>An example whose image the model does not take, or whose label it does not know, fails the
 * pipeline: what is evaluated has been ingested for this model.
 */
public final class Evaluate extends PTransform<PCollection<Example>, PCollection<String>> {
  private static final long serialVersionUID = 1L;

  private final Blueprint blueprint;
  private final String workDirectory;
  private final String model;

  private Evaluate(Blueprint blueprint, String workDirectory, String model) {
    this.blueprint = blueprint;
    this.workDirectory = workDirectory;
    this.model = model;
  }

  /**
   * Judges the model that {@link Export} has written into a work directory.
   *
   * @param blueprint the experiment, which has the loss and the metrics
   * @param workDirectory the work directory
   * @return the transform
   */
  public static Evaluate of(Blueprint blueprint, WorkDirectory workDirectory) {
    return new Evaluate(blueprint, workDirectory.path(), Export.model(workDirectory).path());
  }

  /**
   * Judges another model.
   *
   * @param model a {@code model.onnx}, which all workers can read
   * @return the changed transform
   */
  public Evaluate withModel(StoredFile model) {
    return new Evaluate(blueprint, workDirectory, absolute(model));
  }

  /** A worker may have another working directory. */
  private static String absolute(StoredFile model) {
    return model.local().map(path -> path.toAbsolutePath().toString()).orElseGet(model::path);
  }

  @Override
  public PCollection<String> expand(PCollection<Example> examples) {
    blueprint.stageFor(examples.getPipeline());
    PCollectionTuple predicted = examples.apply("Predict", predict());
    predicted.get(Predict.<Example>rejections()).apply("Refuse", ParDo.of(new RefuseRejections()));
    return predicted
        .get(Predict.<Example>predictions())
        .apply("Judge", ParDo.of(new JudgePredictions(blueprint, model)))
        .setCoder(JudgementCoder.of())
        .apply("Tally", Combine.globally(new TallyOutcomes(blueprint)))
        .apply("Write", ParDo.of(new Write(blueprint, workDirectory, model)));
  }

  private Predict<Example> predict() {
    return Predict.of(ModelFile.at(model), feed())
        .withBatch(blueprint.read().batch())
        .withDevice(Device.valueOf(blueprint.device()))
        .withThreads(blueprint.threads());
  }

  /** An image alone is fed to any model of one input, whatever that is called. */
  private Feed<Example> feed() {
    List<String> names =
        blueprint.read().model().features().stream().map(NamedInput::name).toList();
    return names.isEmpty() ? Feed.image().from(Example::image) : new FeatureFeed(names);
  }

  /** Feeds the image and features of an example. */
  private record FeatureFeed(List<String> names) implements Feed<Example> {
    private static final long serialVersionUID = 1L;

    @Override
    public void fill(Example example, Slots slots) {
      slots.image(Model.IMAGE, example.image());
      for (String name : names) {
        Feature feature = example.features().get(name);
        if (feature instanceof Image image) {
          slots.image(name, image);
        } else if (feature instanceof Row row) {
          slots.floats(name, row.values());
        }
      }
    }
  }

  /** Fails for examples that could not be predicted. */
  private static final class RefuseRejections extends DoFn<Rejection<Example>, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Rejection<Example> rejection) {
      throw new UserError(
          "record " + rejection.input().id() + " cannot be judged: " + rejection.reason());
    }
  }

  /** Writes the results. */
  private static final class Write extends DoFn<byte[], String> {
    private static final long serialVersionUID = 1L;

    private final Blueprint blueprint;
    private final String workDirectory;
    private final String model;

    Write(Blueprint blueprint, String workDirectory, String model) {
      this.blueprint = blueprint;
      this.workDirectory = workDirectory;
      this.model = model;
    }

    @ProcessElement
    public void process(@Element byte[] tallied, OutputReceiver<String> out) throws IOException {
      Tallies tallies = Tallies.of(tallied, TallyClasses.of(blueprint.read()));
      if (tallies.loss().count() == 0) {
        throw new UserError("there are no examples to evaluate the model " + model + " by");
      }
      try (OnnxFile opened = OnnxFile.open(Locations.file(model), blueprint.options().runtime())) {
        String json = Evaluation.json(blueprint.read().name(), opened.labels(), tallies);
        Locations.workDirectory(workDirectory).evaluation().write(json);
        out.output(json);
      }
    }
  }
}
