package dev.tenon.assembly;

import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.spi.DataCache;
import java.util.Objects;

/**
 * What a user may choose of the machinery, apart from the experiment.
 *
 * @param runtime how ONNX Runtime computes
 * @param cache where fetched data sets are kept
 */
public record Options(OnnxRuntimeOptions runtime, DataCache cache) {
  /** Requires both. */
  public Options {
    Objects.requireNonNull(runtime, "runtime");
    Objects.requireNonNull(cache, "cache");
  }

  /** Uses the best device there is and the user's cache. */
  public Options() {
    this(new OnnxRuntimeOptions(), DataCache.ofUser());
  }

  /**
   * Returns these options with another device.
   *
   * @param device where to compute
   * @return the changed options
   */
  public Options withDevice(Device device) {
    return new Options(runtime.withDevice(device), cache);
  }

  /**
   * Returns these options with another number of threads.
   *
   * @param threads how many threads share one operator
   * @return the changed options
   */
  public Options withThreads(int threads) {
    return new Options(runtime.withThreads(threads), cache);
  }

  /**
   * Returns these options with another cache.
   *
   * @param cache where fetched data sets are kept
   * @return the changed options
   */
  public Options withCache(DataCache cache) {
    return new Options(runtime, cache);
  }
}
