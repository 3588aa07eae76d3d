package dev.tenon.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ONNX Runtime's native library on one device. It prints nothing: what fails is thrown, too. */
final class NativeRuntime {
  /** What stands before the reason when a provider's library cannot be loaded. */
  private static final String ERROR = "with error: ";

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
        addCuda(settings);
      }
      return settings;
    } catch (OrtException e) {
      settings.close();
      throw e;
    }
  }

  /**
   * Computes in whole 32-bit floats, not in TensorFloat-32, and never chooses an algorithm by its
   * time or adds up in no order, so that runs can be compared and repeated.
   */
  private static void addCuda(SessionOptions settings) throws OrtException {
    keepPadding(settings);
    settings.setDeterministicCompute(true);
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions()) {
      cuda.add("use_tf32", "0");
      cuda.add("cudnn_conv_algo_search", "HEURISTIC");
      settings.addCUDA(cuda);
    }
  }

  /** Keeps padding where it was written: in a pool, CUDA would ignore what lies behind. */
  static void keepPadding(SessionOptions settings) throws OrtException {
    settings.addConfigEntry("optimization.disable_specified_optimizers", "Pad_Fusion");
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
    String remedy =
        offersCuda()
            ? "It needs an NVIDIA GPU, CUDA 12 and cuDNN 9 (docs/gpu.md)"
            : "Build with -Pcuda on a machine with an NVIDIA GPU";
    throw new UserError(
        "device cuda cannot be used: " + obstacle.get() + ". " + remedy + ", or use --device=cpu.");
  }

  private static boolean offersCuda() {
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }

  /** What ONNX Runtime says, without the places in its sources that it begins with. */
  private static String reason(OrtException e) {
    String line = e.getMessage().lines().findFirst().orElse("no reason given");
    int error = line.lastIndexOf(ERROR);
    return error < 0 ? line : line.substring(error + ERROR.length());
  }

  private Optional<String> obstacle(OnnxRuntimeOptions cuda) {
    if (!offersCuda()) {
      return Optional.of("this ONNX Runtime " + version() + " was built without it");
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
      return Optional.of(reason(e));
    }
  }
}
