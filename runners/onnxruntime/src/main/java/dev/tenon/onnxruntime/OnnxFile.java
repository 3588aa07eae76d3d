package dev.tenon.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * An ONNX file, whoever wrote it, made ready to run: from its inputs by name to its outputs by
 * name. They are tensors of FLOAT, UINT8, INT64 or BOOL. Several threads may run it at once.
 */
public final class OnnxFile implements AutoCloseable {
  private final NativeRuntime runtime;
  private final OrtSession session;
  private final String source;
  private final Map<String, String> metadata;
  private final Map<String, Port> inputs;
  private final Map<String, Port> outputs;

  /**
   * What the file says of an input or output.
   *
   * @param type the element type
   * @param dims the dimensions, in order, -1 where the file leaves a size open
   */
  public record Port(DataType type, List<Long> dims) {
    /** Copies the dimensions. */
    public Port {
      dims = List.copyOf(dims);
    }

    @Override
    public String toString() {
      return type + dims.toString().replace("-1", "N");
    }
  }

  private OnnxFile(NativeRuntime runtime, OrtSession session, String source) throws OrtException {
    this.runtime = runtime;
    this.session = session;
    this.source = source;
    this.metadata = Map.copyOf(session.getMetadata().getCustomMetadata());
    this.inputs = ports("input", session.getInputInfo());
    this.outputs = ports("output", session.getOutputInfo());
  }

  /**
   * Opens a file of any file system.
   *
   * @param file the file
   * @param options device and threads; the graph is optimized fully
   * @return the open file, to be closed
   * @throws UserError if it cannot be read, is no ONNX file, or has inputs or outputs of another
   *     kind
   */
  public static OnnxFile open(StoredFile file, OnnxRuntimeOptions options) {
    try {
      return open(file.bytes(), file.path(), options);
    } catch (IOException e) {
      throw new UserError("cannot read the model " + file + ": " + reason(e), e);
    }
  }

  /**
   * Opens a file in memory.
   *
   * @param bytes the file's bytes
   * @param source what error messages call it
   * @param options device and threads; the graph is optimized fully
   * @return the open file, to be closed
   * @throws UserError if this is no ONNX file, or has inputs or outputs of another kind
   */
  public static OnnxFile open(byte[] bytes, String source, OnnxRuntimeOptions options) {
    NativeRuntime runtime =
        new NativeRuntime(options.withOptimization(OnnxRuntimeOptions.Optimization.ALL));
    OrtSession session = null;
    try {
      session = runtime.open(bytes);
      return new OnnxFile(runtime, session, source);
    } catch (OrtException | UserError e) {
      closeQuietly(session, e);
      throw e instanceof UserError unfit
          ? unfit
          : new UserError(
              source
                  + " is not a model that ONNX Runtime can read: "
                  + e.getMessage().lines().findFirst().orElse("no reason given")
                  + ". Expected an ONNX file, such as the model.onnx that tenon exports.",
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

  private Map<String, Port> ports(String kind, Map<String, NodeInfo> infos) {
    Map<String, Port> ports = new LinkedHashMap<>();
    infos.forEach((name, info) -> ports.put(name, port(kind, name, info)));
    return Collections.unmodifiableMap(ports);
  }

  private Port port(String kind, String name, NodeInfo info) {
    if (info.getInfo() instanceof TensorInfo tensor) {
      Optional<DataType> type = dataType(tensor.type);
      if (type.isPresent()) {
        return new Port(type.get(), LongStream.of(tensor.getShape()).boxed().toList());
      }
    }
    throw new UserError(
        "%s has the %s %s, which is %s; what can be run are models of tensors of FLOAT, UINT8, INT64 and BOOL"
            .formatted(source, kind, name, info.getInfo()));
  }

  private static Optional<DataType> dataType(OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> Optional.of(DataType.FLOAT);
      case UINT8 -> Optional.of(DataType.UINT8);
      case INT64 -> Optional.of(DataType.INT64);
      case BOOL -> Optional.of(DataType.BOOL);
      default -> Optional.empty();
    };
  }

  /** Returns what error messages call the file. */
  public String source() {
    return source;
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

  /** Returns the inputs by name, in the file's order. */
  public Map<String, Port> inputs() {
    return inputs;
  }

  /** Returns the outputs by name, in the file's order. */
  public Map<String, Port> outputs() {
    return outputs;
  }

  /**
   * Computes all outputs.
   *
   * @param values the inputs by name, whose memory the native code reads in place
   * @return the outputs by name, in memory of their own
   * @throws IllegalStateException if ONNX Runtime cannot compute them from these values
   */
  public Map<String, NDArray> run(Map<String, NDArray> values) {
    Map<String, NDArray> results = new LinkedHashMap<>();
    try (Wrapped in = new Wrapped(values);
        OrtSession.Result out = session.run(in.tensors)) {
      for (String name : outputs.keySet()) {
        results.put(name, copy(name, out.get(name).orElseThrow()));
      }
      return results;
    } catch (OrtException e) {
      throw NativeRuntime.failed("run " + source, e);
    }
  }

  /**
   * Computes outputs into memory of the caller.
   *
   * @param values the inputs by name, whose memory the native code reads in place
   * @param results the wanted outputs by name, overwritten
   * @throws IllegalStateException if ONNX Runtime cannot compute them from these values
   */
  public void run(Map<String, NDArray> values, Map<String, NDArray> results) {
    try (Wrapped in = new Wrapped(values);
        Wrapped out = new Wrapped(results)) {
      session.run(in.tensors, Set.of(), out.tensors).close();
    } catch (OrtException e) {
      throw NativeRuntime.failed("run " + source, e);
    }
  }

  private NDArray copy(String name, OnnxValue value) {
    if (!(value instanceof OnnxTensor tensor)) {
      throw new IllegalStateException(source + " gave no tensor as its output " + name);
    }
    Shape shape = Shape.of(tensor.getInfo().getShape());
    NDArray copy = NDArray.zeros(new TensorType(outputs.get(name).type(), shape));
    copy.bytes().put(tensor.getByteBuffer());
    return copy;
  }

  /** Native tensors of arrays, to be closed together. */
  private final class Wrapped implements AutoCloseable {
    private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

    Wrapped(Map<String, NDArray> arrays) throws OrtException {
      try {
        for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
          tensors.put(array.getKey(), runtime.wrap(array.getValue()));
        }
      } catch (OrtException e) {
        close();
        throw e;
      }
    }

    @Override
    public void close() {
      tensors.values().forEach(OnnxTensor::close);
    }
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
