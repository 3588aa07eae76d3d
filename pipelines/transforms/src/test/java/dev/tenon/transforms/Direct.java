package dev.tenon.transforms;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.onnxruntime.Device;
import dev.tenon.spi.DataCache;
import dev.tenon.transforms.launch.Launcher;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Runs pipelines here, with all that the DirectRunner checks. */
final class Direct {
  private Direct() {}

  static void run(int parallelism, Consumer<Pipeline> steps) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setTargetParallelism(parallelism);
    Launcher.toEnd(options, steps);
  }

  static Blueprint blueprint(Experiment experiment, Path cache) {
    Options options =
        new Options().withDevice(Device.CPU).withThreads(1).withCache(new DataCache(cache));
    try (Tenon tenon = Tenon.create(options)) {
      return Blueprint.of(tenon.codec().write(experiment), options);
    }
  }
}
