package dev.tenon.transforms;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Goal;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.OnnxExport;
import dev.tenon.spi.Scope;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.Variable;
import dev.tenon.training.StandIns;
import dev.tenon.training.StepGraph;
import dev.tenon.training.Trained;
import dev.tenon.training.WorkDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Exports what {@link Train} has trained: from paths of work directories to the same paths, when
 * each has its files under {@code model/}.
 *
 * <ul>
 *   <li>{@code model.onnx}, to predict with: from {@code image}, UINT8 {@code [N, height, width,
 *       channels]}, to {@code probabilities}, FLOAT {@code [N, classes]}; where the model has
 *       several outputs, to one such output each, under its own name and in the model's order.
 *   <li>{@code train-step.onnx}, the training step itself; see {@link StepGraph}.
 *   <li>{@code labels.txt}, the names of the classes, one a line.
 * </ul>
 *
 * <p>Both models carry the labels and the experiment's JSON as metadata. What has been trained can
 * be exported, or the pipeline fails: there is nothing to set aside.
 */
public final class Export extends PTransform<PCollection<String>, PCollection<String>> {
  private static final long serialVersionUID = 1L;

  /** The checkpoint of what training ended with. */
  private static final String FINAL = "final";

  private final Blueprint blueprint;
  private final String checkpoint;

  private Export(Blueprint blueprint, String checkpoint) {
    this.blueprint = blueprint;
    this.checkpoint = checkpoint;
  }

  /**
   * Exports an experiment's result.
   *
   * @param blueprint the experiment
   * @return the transform
   */
  public static Export of(Blueprint blueprint) {
    return new Export(blueprint, FINAL);
  }

  /**
   * Exports another checkpoint than what training ended with.
   *
   * @param name its name, such as {@code best}, or {@code latest}; see {@link
   *     dev.tenon.training.Trainer#trained(String)}
   * @return the changed transform
   */
  public Export withCheckpoint(String name) {
    return new Export(blueprint, name);
  }

  /**
   * Returns the exported model of a work directory.
   *
   * @param workDirectory the work directory
   * @return {@code model.onnx}
   */
  public static StoredFile model(WorkDirectory workDirectory) {
    return workDirectory.model().file("model.onnx");
  }

  @Override
  public PCollection<String> expand(PCollection<String> workDirectories) {
    blueprint.stageFor(workDirectories.getPipeline());
    return workDirectories.apply("Write", ParDo.of(new Write(blueprint, checkpoint)));
  }

  /** Writes the files of one work directory. */
  private static final class Write extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    private final Blueprint blueprint;
    private final String checkpoint;

    Write(Blueprint blueprint, String checkpoint) {
      this.blueprint = blueprint;
      this.checkpoint = checkpoint;
    }

    @ProcessElement
    public void process(@Element String path, OutputReceiver<String> out) {
      WorkDirectory workDirectory = Locations.workDirectory(path);
      Experiment experiment = blueprint.read();
      List<String> labels = Manifest.read(workDirectory).records(DataSplit.TRAINING).labels();
      Trained trained = Train.trainer(blueprint, workDirectory).trained(checkpoint);
      StepGraph step = StepGraph.training(experiment);
      workDirectory.model().file("labels.txt").write(String.join("\n", labels) + "\n");
      write(workDirectory, "train-step.onnx", new OnnxExport(step.graph()), labels);
      write(workDirectory, "model.onnx", labelled(experiment, model(experiment, trained)), labels);
      out.output(path);
    }

    /** The names of classes are those of the label; an only output needs not be named. */
    private static OnnxExport labelled(Experiment experiment, OnnxExport export) {
      List<Goal> goals = Goal.of(experiment);
      String outputs =
          goals.stream()
              .filter(Goal::isOfLabel)
              .map(Goal::output)
              .collect(Collectors.joining("\n"));
      return goals.size() == 1 ? export : export.withMetadata(OnnxExport.LABELLED, outputs);
    }

    private static OnnxExport model(Experiment experiment, Trained trained) {
      Scope scope = Scope.evaluation();
      Map<String, Tensor> given = experiment.model().inputs();
      List<Tensor> predictions = experiment.model().predictions(scope, given);
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      List<String> names = experiment.model().outputNames();
      for (int i = 0; i < names.size(); i++) {
        outputs.put(names.size() == 1 ? "probabilities" : names.get(i), predictions.get(i));
      }
      List<Tensor> inputs = new ArrayList<>(given.values());
      Map<String, NDArray> used = StandIns.of(experiment).in(trained.values());
      Map<String, NDArray> values = new LinkedHashMap<>();
      for (Variable variable : scope.variables()) {
        inputs.add(variable.tensor());
        values.put(variable.path(), used.get(variable.path()));
      }
      return new OnnxExport(new Graph(inputs, outputs)).withConstants(values);
    }

    private void write(
        WorkDirectory workDirectory, String name, OnnxExport export, List<String> labels) {
      byte[] bytes =
          export
              .withLabels(labels)
              .withMetadata(OnnxExport.EXPERIMENT, blueprint.experiment())
              .toBytes();
      workDirectory.model().file(name).write(out -> out.write(bytes));
    }
  }
}
