package dev.tenon.assembly;

import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.spi.DataCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a user may choose of the machinery, apart from the experiment.
 *
 * @param runtime how ONNX Runtime computes
 * @param cache where fetched data sets are kept
 * @param plugins which plug-ins are used besides the standard ones
 */
public record Options(OnnxRuntimeOptions runtime, DataCache cache, PluginChoice plugins) {
  /** Requires all. */
  public Options {
    Objects.requireNonNull(runtime, "runtime");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(plugins, "plugins");
  }

  /** Uses the best device there is, the user's cache and all plug-ins on the class path. */
  public Options() {
    this(new OnnxRuntimeOptions(), DataCache.ofUser(), new PluginChoice());
  }

  /**
   * Returns these options with another device.
   *
   * @param device where to compute
   * @return the changed options
   */
  public Options withDevice(Device device) {
    return new Options(runtime.withDevice(device), cache, plugins);
  }

  /**
   * Returns these options with another number of threads.
   *
   * @param threads how many threads share one operator
   * @return the changed options
   */
  public Options withThreads(int threads) {
    return new Options(runtime.withThreads(threads), cache, plugins);
  }

  /**
   * Returns these options with another cache.
   *
   * @param cache where fetched data sets are kept
   * @return the changed options
   */
  public Options withCache(DataCache cache) {
    return new Options(runtime, cache, plugins);
  }

  /**
   * Returns these options with plug-ins of a folder, besides those on the class path. Each of its
   * jars gets a class loader of its own; they are taken in the order of their names, as they are
   * now.
   *
   * @param folder a folder with jars, each of which holds plug-ins and what they need
   * @return the changed options
   * @throws dev.tenon.spi.UserError if there is no such folder
   */
  public Options withPlugins(Path folder) {
    return new Options(runtime, cache, plugins.withJars(PluginJar.in(folder)));
  }

  /**
   * Returns these options with no other plug-ins than some, and the standard ones.
   *
   * @param names the names of the plug-ins
   * @return the changed options
   */
  public Options withAllowedPlugins(String... names) {
    return new Options(runtime, cache, plugins.withAllowed(List.of(names)));
  }
}
