package dev.tenon.onnxruntime;

import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.LocalFile;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model file that predicts: from {@code image}, UINT8 {@code [N, height, width, channels]}, to
 * {@code probabilities}, FLOAT {@code [N, classes]}, or to several such outputs of other names and
 * numbers of classes, the first of which is the one that counts. Several threads may predict at
 * once.
 */
public final class OnnxModel implements AutoCloseable {
  private static final String IMAGE = "image";
  private static final String PROBABILITIES = "probabilities";

  private final OnnxFile file;
  private final long[] image;
  private final List<String> outputs;
  private final long classes;

  private OnnxModel(OnnxFile file) {
    this.file = file;
    this.image = dims(file.inputs(), IMAGE, DataType.UINT8, 4);
    this.outputs = outputs(file.outputs());
    this.classes = dims(file.outputs(), outputs.get(0), DataType.FLOAT, 2)[1];
    if (file.inputs().size() > 1) {
      throw unfit("has more inputs than " + IMAGE + ": " + file.inputs().keySet());
    }
  }

  /**
   * Opens a model file.
   *
   * @param file the file
   * @param options device and threads; the graph is optimized fully
   * @return the model, to be closed
   * @throws UserError if the file cannot be read, is not a model, or not one of images
   */
  public static OnnxModel open(Path file, OnnxRuntimeOptions options) {
    return open(new LocalFile(file), options);
  }

  /**
   * Opens a model file of any file system.
   *
   * @param file the file
   * @param options device and threads; the graph is optimized fully
   * @return the model, to be closed
   * @throws UserError if the file cannot be read, is not a model, or not one of images
   */
  public static OnnxModel open(StoredFile file, OnnxRuntimeOptions options) {
    return of(OnnxFile.open(file, options));
  }

  /**
   * Opens a model in memory.
   *
   * @param bytes the file's bytes
   * @param source what error messages call it
   * @param options device and threads; the graph is optimized fully
   * @return the model, to be closed
   * @throws UserError if this is not a model, or not one of images
   */
  public static OnnxModel open(byte[] bytes, String source, OnnxRuntimeOptions options) {
    return of(OnnxFile.open(bytes, source, options));
  }

  private static OnnxModel of(OnnxFile file) {
    try {
      return new OnnxModel(file);
    } catch (UserError e) {
      file.close();
      throw e;
    }
  }

  /** Where a file has not the usual output, all that it has must be of that kind. */
  private static List<String> outputs(Map<String, OnnxFile.Port> ports) {
    boolean several = ports.size() > 1 && ports.values().stream().allMatch(OnnxModel::isRows);
    return several && !ports.containsKey(PROBABILITIES)
        ? List.copyOf(ports.keySet())
        : List.of(PROBABILITIES);
  }

  private static boolean isRows(OnnxFile.Port port) {
    return port.type() == DataType.FLOAT && port.dims().size() == 2 && port.dims().get(1) > 0;
  }

  private long[] dims(Map<String, OnnxFile.Port> ports, String name, DataType type, int rank) {
    OnnxFile.Port port = ports.get(name);
    if (port == null) {
      throw unfit("has no " + name + ", only " + ports.keySet());
    }
    if (port.type() != type
        || port.dims().size() != rank
        || port.dims().stream().skip(1).anyMatch(d -> d < 1)) {
      throw unfit("has an unexpected " + name + ": " + port);
    }
    return port.dims().stream().mapToLong(Long::longValue).toArray();
  }

  private UserError unfit(String what) {
    return new UserError(
        file.source()
            + " "
            + what
            + ". Expected a model from image, UINT8 [N, height, width, channels], to probabilities,"
            + " FLOAT [N, classes], or to several outputs of that type, as tenon exports it.");
  }

  /** Returns what the file tells about itself. */
  public Map<String, String> metadata() {
    return file.metadata();
  }

  /** Returns the names of the classes in order of their index; empty if the file has none. */
  public List<String> labels() {
    return file.labels();
  }

  /**
   * Returns the names of the classes that an output tells apart, in order of their index.
   *
   * @param output one of {@link #outputs}
   * @return the names; empty if the file has none, or others than as many as the output has classes
   */
  public List<String> labels(String output) {
    boolean named =
        outputs.size() == 1
            || Optional.ofNullable(metadata().get(OnnxExport.LABELLED)).stream()
                .flatMap(String::lines)
                .anyMatch(output::equals);
    return named && labels().size() == file.outputs().get(output).dims().get(1)
        ? labels()
        : List.of();
  }

  /** Returns the JSON of the experiment that the model came from, if the file has it. */
  public Optional<String> experiment() {
    return Optional.ofNullable(file.metadata().get(OnnxExport.EXPERIMENT));
  }

  /** Returns the height of an image. */
  public int height() {
    return Math.toIntExact(image[1]);
  }

  /** Returns the width of an image. */
  public int width() {
    return Math.toIntExact(image[2]);
  }

  /** Returns the number of channels of an image. */
  public int channels() {
    return Math.toIntExact(image[3]);
  }

  /** Returns the number of classes, of the first output if there are several. */
  public int classes() {
    return Math.toIntExact(classes);
  }

  /** Returns the names of the outputs, in order: {@code probabilities}, or those of several. */
  public List<String> outputs() {
    return outputs;
  }

  /**
   * Predicts a batch of images, whose memory the native code reads in place.
   *
   * @param images UINT8 {@code [N, height, width, channels]}
   * @return FLOAT {@code [N, classes]}, in memory of its own; the first output, if there are
   *     several
   * @throws UserError if the images have another size or number of channels
   */
  public NDArray predict(NDArray images) {
    NDArray first = NDArray.zeros(probabilities(images.shape().dim(0)));
    predict(images, first);
    return first;
  }

  /**
   * Predicts a batch of images by all outputs.
   *
   * @param images UINT8 {@code [N, height, width, channels]}
   * @return FLOAT {@code [N, classes]} of each output, in order, in memory of their own
   * @throws UserError if the images have another size or number of channels
   */
  public Map<String, NDArray> predictAll(NDArray images) {
    requireFit(images.type());
    Map<String, NDArray> results = new LinkedHashMap<>();
    long batch = images.shape().dim(0);
    for (String name : outputs) {
      Shape rows = Shape.of(batch, file.outputs().get(name).dims().get(1));
      results.put(name, NDArray.zeros(TensorType.floats(rows)));
    }
    file.run(Map.of(IMAGE, images), results);
    return results;
  }

  /**
   * Predicts a batch of images into memory of the caller: for many small batches, for each of which
   * new memory would take longer than what is done with it.
   *
   * @param images UINT8 {@code [N, height, width, channels]}
   * @param probabilities FLOAT {@code [N, classes]}, overwritten by the first output
   * @throws UserError if the images have another size or number of channels
   * @throws IllegalArgumentException if the probabilities have another type or shape
   */
  public void predict(NDArray images, NDArray probabilities) {
    requireFit(images.type());
    TensorType type = probabilities(images.shape().dim(0));
    if (!probabilities.type().equals(type)) {
      throw new IllegalArgumentException(
          "probabilities must be " + type + ", got " + probabilities.type());
    }
    file.run(Map.of(IMAGE, images), Map.of(outputs.get(0), probabilities));
  }

  private TensorType probabilities(long batch) {
    return TensorType.floats(Shape.of(batch, classes));
  }

  private void requireFit(TensorType type) {
    if (type.dataType() != DataType.UINT8 || type.shape().rank() != 4) {
      throw new UserError(
          file.source() + " takes UINT8 images [N, height, width, channels], got " + type);
    }
    long[] got = type.shape().dims();
    boolean batchFits = image[0] < 1 || image[0] == got[0];
    if (!batchFits || !Arrays.equals(image, 1, 4, got, 1, 4)) {
      throw new UserError(
          file.source() + " takes images of " + size(image) + ", got images of " + size(got));
    }
  }

  private static String size(long[] dims) {
    String channels = dims[3] == 1 ? " channel" : " channels";
    return dims[1] + "x" + dims[2] + " pixels (height x width) with " + dims[3] + channels;
  }

  @Override
  public void close() {
    file.close();
  }
}
