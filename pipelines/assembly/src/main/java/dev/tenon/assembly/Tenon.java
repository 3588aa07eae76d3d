package dev.tenon.assembly;

import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import dev.tenon.experiment.Codec;
import dev.tenon.experiment.Nearest;
import dev.tenon.graph.Backend;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.UserError;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
  private static final System.Logger LOG = System.getLogger(Tenon.class.getName());

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
   * Assembles Tenon from the plug-ins on the class path and those that the options name, to compute
   * on ONNX Runtime.
   *
   * <p>A plug-in that cannot be used is disabled, which is logged in one line; see {@link
   * Registry#plugins}.
   *
   * @param options what the user chose
   * @return the whole, to be closed
   * @throws UserError if a plug-in is allowed that is not there
   */
  public static Tenon create(Options options) {
    return create(options, () -> new OnnxRuntimeBackend(options.runtime()));
  }

  /**
   * Assembles Tenon as {@link #create(Options)} does, to compute elsewhere.
   *
   * @param options what the user chose
   * @param backend makes what computes, when it is first asked for
   * @return the whole, to be closed
   * @throws UserError if a plug-in is allowed that is not there
   */
  public static Tenon create(Options options, Supplier<Backend> backend) {
    List<InstalledPlugin> plugins = new Discovery(classes(), options).plugins();
    requireAllowed(options.plugins().allowed(), plugins);
    for (InstalledPlugin plugin : plugins) {
      if (plugin.state() == InstalledPlugin.State.BROKEN) {
        LOG.log(System.Logger.Level.WARNING, plugin.title() + " is disabled: " + plugin.reason());
      }
    }
    return create(options, backend, plugins);
  }

  static Tenon create(Options options, Supplier<Backend> backend, List<InstalledPlugin> plugins) {
    TenonModule module = new TenonModule(options, new Registry(plugins), backend);
    return telling(() -> Guice.createInjector(module).getInstance(Tenon.class));
  }

  private static void requireAllowed(List<String> allowed, List<InstalledPlugin> plugins) {
    Set<String> names = new TreeSet<>();
    plugins.forEach(plugin -> plugin.name().ifPresent(names::add));
    for (String name : allowed) {
      if (!names.contains(name)) {
        throw new UserError(
            "there is no plug-in '"
                + name
                + "' to allow"
                + Nearest.hint(name, names, "there are " + String.join(", ", names)));
      }
    }
  }

  private static ClassLoader classes() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? Tenon.class.getClassLoader() : context;
  }

  /** Returns the plug-ins, and what they contribute. */
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
