package dev.tenon.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.direct.DirectLauncher;
import dev.tenon.experiment.Experiment;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.OnnxModel;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.spi.Console;
import dev.tenon.spi.History;
import dev.tenon.spi.Image;
import dev.tenon.spi.Monitor;
import dev.tenon.training.Dataset;
import dev.tenon.training.RateCurve;
import dev.tenon.training.RateFinder;
import dev.tenon.training.RateSweep;
import dev.tenon.training.Trained;
import dev.tenon.training.Trainer;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.DataSplit;
import dev.tenon.transforms.Evaluate;
import dev.tenon.transforms.Export;
import dev.tenon.transforms.Ingest;
import dev.tenon.transforms.ReadRecords;
import dev.tenon.transforms.Train;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The steps of docs/tutorial.md that train, evaluate and predict. They are among the tests since
 * they need a runner for Beam, and experiments that ship depend on none.
 */
final class TutorialRun {
  private TutorialRun() {}

  // region pipeline
  static void run(Experiment experiment, WorkDirectory folder, Options options, String... beam) {
    try (Tenon tenon = Tenon.create(options)) {
      String json = tenon.codec().write(experiment.validated());
      Blueprint blueprint = Blueprint.of(json, options);
      new DirectLauncher(List.of(beam))
          .run(
              pipeline ->
                  pipeline
                      .apply("Ingest", Ingest.of(blueprint, folder))
                      .apply("Train", Train.of(blueprint))
                      .apply("Export", Export.of(blueprint))
                      .apply("Read test data", ReadRecords.of(DataSplit.TEST))
                      .apply("Evaluate", Evaluate.of(blueprint, folder)));
    }
  }

  // endregion

  // region rate
  static Optional<Double> rate(Tenon tenon, Experiment experiment, Dataset images) {
    RateCurve curve =
        new RateFinder(experiment, tenon.backend()).find(images, new RateSweep(), point -> {});
    return curve.valley().map(RateCurve.Point::rate);
  }

  // endregion

  // region fit
  static Trained fit(
      Tenon tenon, Experiment experiment, Dataset images, WorkDirectory folder, Console console) {
    String fingerprint = tenon.codec().fingerprint(experiment);
    return new Trainer(experiment, fingerprint, tenon.backend(), folder, console)
        .fit(images, Optional.empty());
  }

  // endregion

  static String bestEpoch(Trained trained) {
    // region history
    History history = trained.history();
    double[] accuracies = history.values("val_accuracy");
    int best = history.best(Monitor.of("val_accuracy")).orElseThrow();
    return "best in epoch %d: %.4f".formatted(best + 1, accuracies[best]);
    // endregion
  }

  static String results(WorkDirectory folder) throws IOException {
    // region evaluation
    JsonNode results = new JsonMapper().readTree(folder.evaluation().bytes());
    double accuracy = results.get("accuracy").doubleValue();
    double amongFirstTwo = results.get("top_k_categorical_accuracy").doubleValue();
    return "accuracy %.4f, among the first two %.4f".formatted(accuracy, amongFirstTwo);
    // endregion
  }

  // region predict
  static String predict(Path file, Image image) {
    try (OnnxModel model = OnnxModel.open(file, new OnnxRuntimeOptions())) {
      Shape one = Shape.of(1, image.height(), image.width(), image.channels());
      float[] probabilities = model.predict(NDArray.bytes(one, image.samples())).toFloats();
      int likeliest = 0;
      for (int i = 1; i < probabilities.length; i++) {
        likeliest = probabilities[i] > probabilities[likeliest] ? i : likeliest;
      }
      return model.labels().get(likeliest);
    }
  }
  // endregion
}
