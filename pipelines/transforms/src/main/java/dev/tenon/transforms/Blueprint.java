package dev.tenon.transforms;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.PluginChoice;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.spi.DataCache;
import dev.tenon.transforms.launch.PluginStaging;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.beam.sdk.Pipeline;

/**
 * All that a worker needs to know of an experiment, as text: from this it makes the plug-ins again.
 *
 * @param experiment the experiment's JSON
 * @param device where to compute, a {@link Device}'s name
 * @param threads how many threads share one operator
 * @param cache the folder of fetched data sets
 * @param plugins which plug-ins are used
 */
public record Blueprint(
    String experiment, String device, int threads, String cache, PluginChoice plugins)
    implements Serializable {
  /**
   * Makes a blueprint.
   *
   * @param experiment the experiment's JSON
   * @param options what the user chose
   * @return the blueprint
   */
  public static Blueprint of(String experiment, Options options) {
    return new Blueprint(
        experiment,
        options.runtime().device().name(),
        options.runtime().threads(),
        options.cache().directory().toString(),
        options.plugins());
  }

  Options options() {
    OnnxRuntimeOptions runtime =
        new OnnxRuntimeOptions().withDevice(Device.valueOf(device)).withThreads(threads);
    return new Options(runtime, new DataCache(Path.of(cache)), plugins);
  }

  /** Sees to it that the workers of a pipeline get the plug-ins. */
  void stageFor(Pipeline pipeline) {
    if (!plugins.jars().isEmpty()) {
      PluginStaging.need(pipeline.getOptions(), plugins.jars());
    }
  }

  /** Returns the experiment, made once in this JVM. */
  Experiment read() {
    return Workshop.experiment(this);
  }

  /** Returns the plug-ins and the backend, made once in this JVM. */
  Tenon tenon() {
    return Workshop.tenon(options());
  }
}
