package dev.tenon.onnxruntime;

import dev.tenon.graph.Backend;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Session;
import dev.tenon.graph.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs graphs on ONNX Runtime. A session compiles its graph once for each batch size that it meets,
 * with every shape a constant, and keeps the carried values in memory that the native code reads
 * and writes in place.
 */
public final class OnnxRuntimeBackend implements Backend {
  private final NativeRuntime runtime;
  private final Target target;
  private final Lowerings lowerings;

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
    target = runtime.target();
    lowerings = Lowerings.STANDARD;
  }

  private OnnxRuntimeBackend(NativeRuntime runtime, Target target, Lowerings lowerings) {
    this.runtime = runtime;
    this.target = target;
    this.lowerings = lowerings;
  }

  /**
   * Returns this backend with one formulation of an operator written wherever it fits, be it the
   * fastest or not: for measurements, and to go round a defect of a device.
   *
   * @param operator the operator's name, such as {@code ConvFilterGrad}
   * @param formulation one of its {@link #formulations()}
   * @return the backend
   * @throws IllegalArgumentException if there is no such operator or formulation
   */
  public OnnxRuntimeBackend withFormulation(String operator, String formulation) {
    return new OnnxRuntimeBackend(runtime, target, lowerings.forcing(operator, formulation));
  }

  /**
   * Returns this backend with models written for another device than they run on: to try on the CPU
   * what is written for CUDA.
   *
   * @param device the device to write for, {@link Device#CPU} or {@link Device#CUDA}
   * @return the backend
   */
  public OnnxRuntimeBackend writingFor(Device device) {
    return new OnnxRuntimeBackend(runtime, new Target(device, target.threads()), lowerings);
  }

  /**
   * Returns the operators that can be said in standard ONNX in several ways, each with the names of
   * these ways.
   *
   * @return names by operator
   */
  public Map<String, List<String>> formulations() {
    return lowerings.choices();
  }

  /**
   * Returns which formulation of an operator is written here, at the shapes that a tensor has.
   *
   * @param tensor what the operator makes; its shape and those of its operands are static
   * @return the name; empty if the operator is said in one way alone
   */
  public Optional<String> formulation(Tensor tensor) {
    return lowerings.choice(tensor, target);
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
    return new OnnxRuntimeSession(runtime, target, lowerings, graph);
  }

  /** Does nothing: sessions hold all native memory, and are closed by whoever opened them. */
  @Override
  public void close() {}
}
