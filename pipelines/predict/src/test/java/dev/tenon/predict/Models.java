package dev.tenon.predict;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.onnxruntime.OnnxExport;
import dev.tenon.spi.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Small models, as bytes of ONNX files. */
final class Models {
  static final List<String> LABELS = List.of("cat", "dog", "owl");
  static final int SIDE = 4;

  private Models() {}

  /** From x, FLOAT [N, 3], to y, FLOAT [N, 2]: y0 = factor (x0 + 2 x1 + 3 x2), y1 = x0 - x1. */
  static byte[] linear(float factor) {
    return linear(Shape.BATCH, factor);
  }

  /** The same for batches of one size. */
  static byte[] linear(long batch, float factor) {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(batch, 3));
    Tensor w = Tensor.input("w", DataType.FLOAT, Shape.of(3, 2));
    NDArray weights = NDArray.floats(Shape.of(3, 2), factor, 1, 2 * factor, -1, 3 * factor, 0);
    return new OnnxExport(new Graph(List.of(x, w), Map.of("y", x.matMul(w))))
        .withConstants(Map.of("w", weights))
        .toBytes();
  }

  /** What {@link #linear} gives. */
  static float[] linear(float factor, float[] x) {
    return new float[] {factor * (x[0] + 2 * x[1] + 3 * x[2]), x[0] - x[1]};
  }

  /** A classifier of small grey images with labels. */
  static byte[] classifier() {
    Tensor image = Tensor.input("image", DataType.UINT8, Shape.of(Shape.BATCH, SIDE, SIDE, 1));
    Tensor w = Tensor.input("w", DataType.FLOAT, Shape.of(SIDE * SIDE, LABELS.size()));
    Tensor rows =
        image.cast(DataType.FLOAT).div(255).add(-0.5).reshape(Shape.of(Shape.BATCH, SIDE * SIDE));
    NDArray weights = NDArray.zeros(TensorType.floats(w.shape()));
    Random random = new Random(1);
    for (int i = 0; i < weights.floats().capacity(); i++) {
      weights.floats().put(i, (float) random.nextGaussian());
    }
    return new OnnxExport(
            new Graph(List.of(image, w), Map.of("probabilities", rows.matMul(w).softmax(-1))))
        .withConstants(Map.of("w", weights))
        .withLabels(LABELS)
        .toBytes();
  }

  /** From row, INT64 [N], to that row of a table of five: fails for others. */
  static byte[] lookup() {
    Tensor row = Tensor.input("row", DataType.INT64, Shape.of(Shape.BATCH));
    Tensor table = Tensor.input("table", DataType.FLOAT, Shape.of(5));
    return new OnnxExport(new Graph(List.of(row, table), Map.of("value", table.gather(0, row))))
        .withConstants(Map.of("table", NDArray.floats(Shape.of(5), 0, 10, 20, 30, 40)))
        .toBytes();
  }

  /** From on, BOOL [N, 3], to count, FLOAT [N], of those that are. */
  static byte[] count() {
    Tensor on = Tensor.input("on", DataType.BOOL, Shape.of(Shape.BATCH, 3));
    return new OnnxExport(
            new Graph(List.of(on), Map.of("count", on.cast(DataType.FLOAT).reduceSum(false, 1))))
        .toBytes();
  }

  /** Of two inputs and two outputs. */
  static byte[] pair() {
    Tensor a = Tensor.input("a", DataType.FLOAT, Shape.of(Shape.BATCH, 2));
    Tensor n = Tensor.input("n", DataType.INT64, Shape.of(Shape.BATCH));
    return new OnnxExport(
            new Graph(
                List.of(a, n),
                Map.of("sum", a.reduceSum(false, 1), "same", n.reshape(Shape.of(Shape.BATCH, 1)))))
        .toBytes();
  }

  /** Whose output has no row for each element. */
  static byte[] total() {
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(Shape.BATCH, 3));
    return new OnnxExport(new Graph(List.of(x), Map.of("total", x.reduceSum(false, 0, 1))))
        .toBytes();
  }

  static String write(Path folder, String name, byte[] model) throws IOException {
    return Files.write(folder.resolve(name), model).toString();
  }

  static List<Image> images(int count) {
    Random random = new Random(2);
    return random
        .ints(count)
        .mapToObj(
            seed -> {
              byte[] samples = new byte[SIDE * SIDE];
              new Random(seed).nextBytes(samples);
              return new Image(SIDE, SIDE, 1, samples);
            })
        .toList();
  }

  static List<float[]> rows(int count) {
    Random random = new Random(3);
    return IntStream.range(0, count)
        .mapToObj(i -> new float[] {i, random.nextInt(9), random.nextInt(9)})
        .toList();
  }
}
