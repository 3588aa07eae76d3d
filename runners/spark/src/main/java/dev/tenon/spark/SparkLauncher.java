package dev.tenon.spark;

import dev.tenon.spi.UserError;
import dev.tenon.transforms.launch.BeamOptions;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Site;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Runs pipelines on Apache Spark.
 *
 * <p>Unless the user says otherwise ({@code --sparkMaster}), Spark runs in this process with two
 * threads.
 */
public final class SparkLauncher implements Launcher {
  /** The runner's name. */
  static final String NAME = "spark";

  private static final Map<String, String> DEFAULTS = Map.of("sparkMaster", "local[2]");
  private static final String CLOSED = "sun.nio.ch";

  private final PipelineOptions options;

  /**
   * Makes a launcher.
   *
   * @param options Beam's options as the user gave them, such as {@code --sparkMaster=local[4]}
   * @throws UserError if one is unknown, does not fit, or asks for another runner, or if the JVM
   *     keeps closed what Spark needs
   */
  public SparkLauncher(List<String> options) {
    requireOpen(Object.class.getModule().isExported(CLOSED, SparkLauncher.class.getModule()));
    this.options = BeamOptions.parse(SparkRunner.class, options, DEFAULTS);
  }

  /** Spark's memory uses a class of the JDK that is closed unless the JVM is told to open it. */
  static void requireOpen(boolean open) {
    if (!open) {
      throw new UserError(
          "Spark needs the JVM's option --add-exports=java.base/%s=ALL-UNNAMED; start java with it"
              .formatted(CLOSED));
    }
  }

  @Override
  public String runner() {
    return NAME;
  }

  @Override
  public Site site() {
    // What spark-submit says goes before what Beam is told.
    String master =
        System.getProperty("spark.master", options.as(SparkPipelineOptions.class).getSparkMaster());
    if (master.matches("local(\\[.*])?")) {
      return Site.PROCESS;
    }
    return master.startsWith("local-cluster[") ? Site.MACHINE : Site.CLUSTER;
  }

  @Override
  public void run(Consumer<Pipeline> steps) {
    Launcher.toEnd(options, steps);
  }
}
