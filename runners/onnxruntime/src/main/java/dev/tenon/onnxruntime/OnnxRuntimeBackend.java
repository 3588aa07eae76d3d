package dev.tenon.onnxruntime;

import dev.tenon.graph.Backend;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Session;
import java.util.Locale;

/**
 * Runs graphs on ONNX Runtime. A session compiles its graph once for each batch size that it meets,
 * with every shape a constant, and keeps the carried values in memory that the native code reads
 * and writes in place.
 */
public final class OnnxRuntimeBackend implements Backend {
  private final NativeRuntime runtime;

  /** Makes a backend with default options. */
  public OnnxRuntimeBackend() {
    this(new OnnxRuntimeOptions());
  }

  /**
   * Makes a backend.
   *
   * @param options device, threads and the like
   * @throws dev.tenon.spi.UserError if the device is {@link Device#CUDA} and cannot be used
   */
  public OnnxRuntimeBackend(OnnxRuntimeOptions options) {
    runtime = new NativeRuntime(options);
  }

  @Override
  public String description() {
    OnnxRuntimeOptions options = runtime.options();
    return "ONNX Runtime "
        + runtime.version()
        + " on "
        + options.device().name().toLowerCase(Locale.ROOT)
        + ", "
        + options.threads()
        + (options.threads() == 1 ? " thread" : " threads");
  }

  /** Returns the device in use: {@link Device#CPU} or {@link Device#CUDA}. */
  public Device device() {
    return runtime.options().device();
  }

  @Override
  public Session open(Graph graph) {
    return new OnnxRuntimeSession(runtime, graph);
  }

  /** Does nothing: sessions hold all native memory, and are closed by whoever opened them. */
  @Override
  public void close() {}
}
