package dev.tenon.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** ONNX Runtime's native library on one device. It prints nothing: what fails is thrown, too. */
final class NativeRuntime {
  private final OrtEnvironment environment;
  private final OnnxRuntimeOptions options;

  /**
   * Loads the library and settles the device.
   *
   * @throws UserError if CUDA is asked for and cannot be used
   */
  NativeRuntime(OnnxRuntimeOptions wish) {
    environment = NativeLibrary.environment();
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw failed("be told to send no telemetry", e);
    }
    options = wish.device() == Device.CPU ? wish : wish.withDevice(settle(wish));
  }

  OnnxRuntimeOptions options() {
    return options;
  }

  /** What models that run here are written for. */
  Target target() {
    return new Target(options.device(), options.threads());
  }

  String version() {
    return environment.getVersion();
  }

  /** Makes a native session of a small model. */
  OrtSession open(byte[] model) throws OrtException {
    return open(model, Footprint.SMALL);
  }

  /** Makes a native session of a model, with memory managed as its size demands. */
  OrtSession open(byte[] model, Footprint footprint) throws OrtException {
    try (SessionOptions settings = settings(options)) {
      settings.setMemoryPatternOptimization(footprint == Footprint.SMALL);
      return environment.createSession(model, settings);
    }
  }

  /** Makes a native tensor that shares the array's memory. */
  OnnxTensor wrap(NDArray array) throws OrtException {
    return OnnxTensor.createTensor(
        environment, array.bytes(), array.shape().dims(), javaType(array.type().dataType()));
  }

  static IllegalStateException failed(String what, OrtException cause) {
    return new IllegalStateException(
        "ONNX Runtime could not " + what + ": " + cause.getMessage(), cause);
  }

  private static OnnxJavaType javaType(DataType type) {
    return switch (type) {
      case FLOAT -> OnnxJavaType.FLOAT;
      case UINT8 -> OnnxJavaType.UINT8;
      case INT64 -> OnnxJavaType.INT64;
      case BOOL -> OnnxJavaType.BOOL;
    };
  }

  private static SessionOptions settings(OnnxRuntimeOptions options) throws OrtException {
    SessionOptions settings = new SessionOptions();
    try {
      settings.setIntraOpNumThreads(options.threads());
      settings.setInterOpNumThreads(1);
      settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      settings.addConfigEntry("session.intra_op.allow_spinning", options.spinning() ? "1" : "0");
      settings.setOptimizationLevel(
          switch (options.optimization()) {
            case NONE -> SessionOptions.OptLevel.NO_OPT;
            case BASIC -> SessionOptions.OptLevel.BASIC_OPT;
            case EXTENDED -> SessionOptions.OptLevel.EXTENDED_OPT;
            case ALL -> SessionOptions.OptLevel.ALL_OPT;
          });
      if (options.profile().isPresent()) {
        settings.enableProfiling(options.profile().get().toString());
      }
      if (options.device() == Device.CUDA) {
        settings.addCUDA();
      }
      return settings;
    } catch (OrtException e) {
      settings.close();
      throw e;
    }
  }

  /** Tries CUDA by running a model on it: that the library knows it does not mean that it works. */
  private Device settle(OnnxRuntimeOptions wish) {
    Optional<String> obstacle = obstacle(wish.withDevice(Device.CUDA));
    if (obstacle.isEmpty()) {
      return Device.CUDA;
    }
    if (wish.device() == Device.AUTO) {
      return Device.CPU;
    }
    String known =
        OrtEnvironment.getAvailableProviders().stream()
            .map(p -> p.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw new UserError(
        "device cuda cannot be used: "
            + obstacle.get()
            + "; this ONNX Runtime "
            + version()
            + " offers "
            + known
            + ". Build with -Pcuda on a machine with an NVIDIA GPU, or use --device=cpu.");
  }

  private Optional<String> obstacle(OnnxRuntimeOptions cuda) {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      return Optional.of("the library was built without it");
    }
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(1));
    Graph graph = new Graph(List.of(x), Map.of("y", x.add(1)));
    byte[] model = new ModelEmitter(graph, Map.of()).emit().toByteArray();
    try (SessionOptions settings = settings(cuda);
        OrtSession session = environment.createSession(model, settings);
        OnnxTensor one = wrap(NDArray.floats(Shape.of(1), 1))) {
      session.run(Map.of("x", one)).close();
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of(e.getMessage().lines().findFirst().orElse("no reason given"));
    }
  }
}
