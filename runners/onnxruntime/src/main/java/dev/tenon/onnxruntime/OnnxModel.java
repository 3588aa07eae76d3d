package dev.tenon.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.LocalFile;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model file that predicts: from {@code image}, UINT8 {@code [N, height, width, channels]}, to
 * {@code probabilities}, FLOAT {@code [N, classes]}. Several threads may predict at once.
 */
public final class OnnxModel implements AutoCloseable {
  private static final String IMAGE = "image";
  private static final String PROBABILITIES = "probabilities";

  private final NativeRuntime runtime;
  private final OrtSession session;
  private final String source;
  private final Map<String, String> metadata;
  private final long[] image;
  private final long classes;

  private OnnxModel(NativeRuntime runtime, OrtSession session, String source) throws OrtException {
    this.runtime = runtime;
    this.session = session;
    this.source = source;
    this.metadata = Map.copyOf(session.getMetadata().getCustomMetadata());
    this.image = dims(session.getInputInfo(), IMAGE, OnnxJavaType.UINT8, 4);
    this.classes = dims(session.getOutputInfo(), PROBABILITIES, OnnxJavaType.FLOAT, 2)[1];
    if (session.getNumInputs() > 1) {
      throw unfit("has more inputs than " + IMAGE + ": " + session.getInputNames());
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
    try {
      return open(file.bytes(), file.path(), options);
    } catch (IOException e) {
      throw new UserError("cannot read the model " + file + ": " + reason(e), e);
    }
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
    NativeRuntime runtime =
        new NativeRuntime(options.withOptimization(OnnxRuntimeOptions.Optimization.ALL));
    OrtSession session = null;
    try {
      session = runtime.open(bytes);
      return new OnnxModel(runtime, session, source);
    } catch (OrtException | UserError e) {
      closeQuietly(session, e);
      throw e instanceof UserError unfit
          ? unfit
          : new UserError(
              source
                  + " is not a model that ONNX Runtime can read: "
                  + e.getMessage().lines().findFirst().orElse("no reason given")
                  + ". Expected a model.onnx that tenon exported.",
              e);
    }
  }

  private static void closeQuietly(OrtSession session, Exception reason) {
    if (session != null) {
      try {
        session.close();
      } catch (OrtException e) {
        reason.addSuppressed(e);
      }
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such file" : e.toString();
  }

  private long[] dims(Map<String, NodeInfo> infos, String name, OnnxJavaType type, int rank) {
    NodeInfo info = infos.get(name);
    if (info == null) {
      throw unfit("has no " + name + ", only " + infos.keySet());
    }
    if (!(info.getInfo() instanceof TensorInfo tensor)
        || tensor.type != type
        || tensor.getShape().length != rank
        || Arrays.stream(tensor.getShape()).skip(1).anyMatch(d -> d < 1)) {
      throw unfit("has an unexpected " + name + ": " + info.getInfo());
    }
    return tensor.getShape();
  }

  private UserError unfit(String what) {
    return new UserError(
        source
            + " "
            + what
            + ". Expected a model from image, UINT8 [N, height, width, channels], to probabilities,"
            + " FLOAT [N, classes], as tenon exports it.");
  }

  /** Returns what the file tells about itself. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** Returns the names of the classes in order of their index; empty if the file has none. */
  public List<String> labels() {
    return Optional.ofNullable(metadata.get(OnnxExport.LABELS)).stream()
        .flatMap(String::lines)
        .toList();
  }

  /** Returns the JSON of the experiment that the model came from, if the file has it. */
  public Optional<String> experiment() {
    return Optional.ofNullable(metadata.get(OnnxExport.EXPERIMENT));
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

  /** Returns the number of classes. */
  public int classes() {
    return Math.toIntExact(classes);
  }

  /**
   * Predicts a batch of images, whose memory the native code reads in place.
   *
   * @param images UINT8 {@code [N, height, width, channels]}
   * @return FLOAT {@code [N, classes]}, in memory of its own
   * @throws UserError if the images have another size or number of channels
   */
  public NDArray predict(NDArray images) {
    requireFit(images.type());
    NDArray probabilities = NDArray.zeros(probabilities(images.shape().dim(0)));
    run(images, probabilities);
    return probabilities;
  }

  /**
   * Predicts a batch of images into memory of the caller: for many small batches, for each of which
   * new memory would take longer than what is done with it.
   *
   * @param images UINT8 {@code [N, height, width, channels]}
   * @param probabilities FLOAT {@code [N, classes]}, overwritten
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
    run(images, probabilities);
  }

  private TensorType probabilities(long batch) {
    return TensorType.floats(Shape.of(batch, classes));
  }

  private void run(NDArray images, NDArray probabilities) {
    try (OnnxTensor in = runtime.wrap(images);
        OnnxTensor out = runtime.wrap(probabilities)) {
      session.run(Map.of(IMAGE, in), Set.of(), Map.of(PROBABILITIES, out)).close();
    } catch (OrtException e) {
      throw NativeRuntime.failed("run " + source, e);
    }
  }

  private void requireFit(TensorType type) {
    if (type.dataType() != DataType.UINT8 || type.shape().rank() != 4) {
      throw new UserError(source + " takes UINT8 images [N, height, width, channels], got " + type);
    }
    long[] got = type.shape().dims();
    boolean batchFits = image[0] < 1 || image[0] == got[0];
    if (!batchFits || !Arrays.equals(image, 1, 4, got, 1, 4)) {
      throw new UserError(
          source + " takes images of " + size(image) + ", got images of " + size(got));
    }
  }

  private static String size(long[] dims) {
    String channels = dims[3] == 1 ? " channel" : " channels";
    return dims[1] + "x" + dims[2] + " pixels (height x width) with " + dims[3] + channels;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw NativeRuntime.failed("close " + source, e);
    }
  }
}
