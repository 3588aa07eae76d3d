package dev.tenon.assembly;

import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import dev.tenon.experiment.Codec;
import dev.tenon.graph.Backend;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.UserError;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tenon, assembled: what the plug-ins contribute, the JSON of experiments, a backend and a data
 * cache.
 *
 * <pre>{@code
 * try (Tenon tenon = Tenon.create(new Options().withDevice(Device.CPU))) {
 *   Experiment experiment = tenon.codec().read(json, "experiment.json").validated();
 *   ...
 * }
 * }</pre>
 */
public final class Tenon implements AutoCloseable {
  private final Registry registry;
  private final Codec codec;
  private final DataCache cache;
  private final Provider<Backend> backends;
  private Backend backend;

  @Inject
  Tenon(Registry registry, Codec codec, DataCache cache, Provider<Backend> backends) {
    this.registry = registry;
    this.codec = codec;
    this.cache = cache;
    this.backends = backends;
  }

  /**
   * Assembles Tenon from all plug-ins on the class path, to compute on ONNX Runtime.
   *
   * @param options what the user chose
   * @return the whole, to be closed
   * @throws UserError if a plug-in fails, or two use one id, naming them
   */
  public static Tenon create(Options options) {
    return create(options, () -> new OnnxRuntimeBackend(options.runtime()));
  }

  /**
   * Assembles Tenon from all plug-ins on the class path, to compute elsewhere.
   *
   * @param options what the user chose
   * @param backend makes what computes, when it is first asked for
   * @return the whole, to be closed
   * @throws UserError if a plug-in fails, or two use one id, naming them
   */
  public static Tenon create(Options options, Supplier<Backend> backend) {
    return create(options, backend, Discovery.plugins(classes()));
  }

  static Tenon create(Options options, Supplier<Backend> backend, List<Plugin> plugins) {
    TenonModule module = new TenonModule(options, Discovery.contributions(plugins), backend);
    return telling(() -> Guice.createInjector(module).getInstance(Tenon.class));
  }

  private static ClassLoader classes() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? Tenon.class.getClassLoader() : context;
  }

  /** Returns what the plug-ins contribute. */
  public Registry registry() {
    return registry;
  }

  /** Returns what writes and reads experiments. */
  public Codec codec() {
    return codec;
  }

  /** Returns where fetched data sets are kept. */
  public DataCache cache() {
    return cache;
  }

  /**
   * Returns what computes; its native library is loaded when this is first asked for.
   *
   * @throws UserError if the chosen device cannot be used
   */
  public synchronized Backend backend() {
    if (backend == null) {
      backend = telling(backends::get);
    }
    return backend;
  }

  @Override
  public synchronized void close() {
    if (backend != null) {
      backend.close();
      backend = null;
    }
  }

  /** Lets the user's mistakes through as they are, without what Guice says around them. */
  private static <T> T telling(Supplier<T> part) {
    try {
      return part.get();
    } catch (ProvisionException e) {
      throw e.getCause() instanceof UserError mistake ? mistake : e;
    }
  }
}
