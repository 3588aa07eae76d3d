package dev.tenon.cli;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.OnnxModel;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.spi.Image;
import dev.tenon.spi.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Predicts the classes of images with an exported model. */
@Command(
    name = "predict",
    description = {
      "Predict the classes of images with an exported model.",
      "Prints a line for each image, or for each output of a model that has several: the likeliest"
          + " classes and their probabilities."
    },
    footer = {
      "",
      "Example:",
      "  tenon predict --model runs/fashion-mnist/model/model.onnx shirt.png boot.jpg"
    })
final class PredictCommand implements Runnable {
  @ParentCommand private Main main;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The model.onnx that 'tenon run' or 'tenon export' wrote.")
  private Path model;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many classes to print for an image.")
  private int top;

  @Mixin private DeviceOptions device;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "PNG or JPEG files of the size that the model takes.")
  private List<Path> files;

  @Override
  public void run() {
    if (top < 1) {
      throw new UserError("--top must be at least 1, got " + top);
    }
    try (OnnxModel opened =
        OnnxModel.open(model, new OnnxRuntimeOptions().withDevice(device.device()))) {
      // All are read first: a mistake in the last one is told before anything is printed.
      List<Image> images = files.stream().map(file -> read(file, opened)).toList();
      for (int i = 0; i < images.size(); i++) {
        Path file = files.get(i);
        predict(opened, images.get(i))
            .forEach(
                (output, probabilities) -> {
                  String name = opened.outputs().size() == 1 ? "" : " (" + output + ")";
                  float[] row = probabilities.toFloats();
                  String classes = likeliest(labels(opened, output, row.length), row);
                  main.terminal().line(file + name + ": " + classes);
                });
      }
    }
  }

  private static Image read(Path file, OnnxModel model) {
    return ImageFile.read(file, model.height(), model.width(), model.channels());
  }

  private static List<String> labels(OnnxModel model, String output, int classes) {
    List<String> labels = model.labels(output);
    return labels.isEmpty()
        ? IntStream.range(0, classes).mapToObj(Integer::toString).toList()
        : labels;
  }

  private static Map<String, NDArray> predict(OnnxModel model, Image image) {
    Shape one = Shape.of(1, image.height(), image.width(), image.channels());
    return model.predictAll(NDArray.bytes(one, image.samples()));
  }

  private String likeliest(List<String> labels, float[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted((a, b) -> Float.compare(probabilities[b], probabilities[a]))
        .limit(top)
        .map(i -> String.format(Locale.ROOT, "%s %.2f %%", labels.get(i), 100 * probabilities[i]))
        .collect(Collectors.joining(", "));
  }
}
