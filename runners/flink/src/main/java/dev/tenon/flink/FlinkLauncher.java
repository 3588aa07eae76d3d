package dev.tenon.flink;

import dev.tenon.assembly.PluginBundle;
import dev.tenon.spi.UserError;
import dev.tenon.transforms.launch.BeamOptions;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Mistakes;
import dev.tenon.transforms.launch.PluginStaging;
import dev.tenon.transforms.launch.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.cli.ClientOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;

/**
 * Runs pipelines on Flink: on a cluster if {@code --flinkMaster=host:port} names one, or else in
 * this process.
 *
 * <p>A job ends with its launcher. It takes the place of an earlier one of the same name on the
 * cluster, which is cancelled first. What a step throws ends it at once; if it was the cluster that
 * failed, the job is submitted again, since every step may be run again.
 */
public final class FlinkLauncher implements Launcher {
  /** The runner's name. */
  static final String NAME = "flink";

  private static final Logger LOG = Logger.getLogger(FlinkLauncher.class.getName());
  private static final int MOST_ATTEMPTS = 10;

  /** One network for all that a job's tasks exchange, of the size that its sorting needs. */
  private static final Map<String, String> IN_PROCESS =
      Map.of(
          "taskmanager.memory.network.min", "256mb",
          "taskmanager.memory.network.max", "256mb",
          "taskmanager.network.sort-shuffle.min-buffers", "64");

  private static final Map<String, String> ON_CLUSTER =
      Map.of(
          "restart-strategy.type",
          "none",
          ClientOptions.CLIENT_HEARTBEAT_INTERVAL.key(),
          "10000",
          ClientOptions.CLIENT_HEARTBEAT_TIMEOUT.key(),
          "60000");

  private final List<String> given;

  /**
   * Makes a launcher.
   *
   * @param options Beam's options as the user gave them, such as {@code
   *     --flinkMaster=localhost:8081}
   * @throws UserError if one is unknown, does not fit, or asks for another runner
   */
  public FlinkLauncher(List<String> options) {
    given = List.copyOf(options);
    master(parsed());
  }

  @Override
  public String runner() {
    return NAME;
  }

  @Override
  public Site site() {
    Optional<String> master = master(parsed());
    if (master.isEmpty()) {
      return Site.PROCESS;
    }
    String host = master.get().replaceFirst(":\\d+$", "");
    try {
      return InetAddress.getByName(host).isLoopbackAddress() ? Site.MACHINE : Site.CLUSTER;
    } catch (UnknownHostException e) {
      // Whether it is there is found out when it is asked to do something.
      return Site.CLUSTER;
    }
  }

  @Override
  public Optional<List<String>> whereabouts() {
    return master(parsed()).map(address -> List.of("--flinkMaster=" + address));
  }

  @Override
  public boolean end(String job) {
    Optional<String> address = master(parsed());
    if (address.isPresent()) {
      try {
        Overview.of(address.get());
      } catch (IOException e) {
        LOG.log(Level.FINE, "there is no Flink cluster any more", e);
        return false;
      }
      try (FlinkMaster master = new FlinkMaster(address.get())) {
        master.end(job);
      }
    }
    return true;
  }

  @Override
  public void run(Consumer<Pipeline> steps) {
    Optional<String> master = master(parsed());
    if (master.isEmpty()) {
      runHere(steps);
      return;
    }
    for (int attempt = 1; ; attempt++) {
      Optional<RuntimeException> failure = submit(master.get(), steps);
      if (failure.isEmpty()) {
        return;
      }
      if (attempt == MOST_ATTEMPTS) {
        throw failure.get();
      }
      LOG.info(
          "The Flink cluster failed, not a step (%s); the job is submitted again"
              .formatted(Failure.told(failure.get())));
    }
  }

  private void runHere(Consumer<Pipeline> steps) {
    FlinkPipelineOptions options = parsed();
    Pipeline pipeline = Pipeline.create(options);
    steps.accept(pipeline);
    try (JobConfiguration configuration = configuration(options, IN_PROCESS, Map.of())) {
      options.setFlinkConfDir(configuration.folder().toString());
      options.setParallelism(options.getParallelism() < 1 ? 1 : options.getParallelism());
      pipeline.run().waitUntilFinish();
    } catch (RuntimeException e) {
      throw Mistakes.unwrapped(e);
    }
  }

  /** Runs a job once; returns what was thrown if it was the cluster that failed. */
  @SuppressWarnings("try") // What is staged needs no mention.
  private Optional<RuntimeException> submit(String address, Consumer<Pipeline> steps) {
    FlinkPipelineOptions options = parsed();
    Pipeline pipeline = Pipeline.create(options);
    steps.accept(pipeline);
    JobID job = new JobID();
    Overview cluster = overview(address);
    options.setParallelism(
        options.getParallelism() < 1 ? Math.max(1, cluster.workers()) : options.getParallelism());
    List<String> files =
        new ArrayList<>(
            options.getFilesToStage() == null ? Staging.files() : options.getFilesToStage());
    Map<String, String> own =
        Map.of(
            DeploymentOptions.SHUTDOWN_IF_ATTACHED.key(),
            "true",
            PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID.key(),
            job.toString());
    Optional<PluginBundle> plugins = PluginStaging.bundle(options);
    plugins.ifPresent(bundle -> files.add(bundle.file().toString()));
    options.setFilesToStage(files);
    try (PluginBundle staged = plugins.orElse(null);
        FlinkMaster master = new FlinkMaster(address);
        JobConfiguration configuration = configuration(options, ON_CLUSTER, own)) {
      master.end(options.getJobName());
      options.setFlinkConfDir(configuration.folder().toString());
      return attended(pipeline, job, master, configuration);
    }
  }

  @SuppressWarnings("try") // What attends needs no mention.
  private static Optional<RuntimeException> attended(
      Pipeline pipeline, JobID job, FlinkMaster master, JobConfiguration configuration) {
    try (Attendance attendance =
        new Attendance(
            master,
            job,
            configuration.millis(ClientOptions.CLIENT_HEARTBEAT_INTERVAL.key()),
            configuration.millis(ClientOptions.CLIENT_HEARTBEAT_TIMEOUT.key()))) {
      pipeline.run().waitUntilFinish();
      return Optional.empty();
    } catch (RuntimeException e) {
      Optional<UserError> mistake = Mistakes.in(e);
      if (mistake.isPresent()) {
        throw mistake.get();
      }
      if (Failure.isCancellation(e)) {
        throw new UserError(
            "the Flink job "
                + job
                + " was cancelled, by somebody or since this process did not answer; run it again,"
                + " with --resume if it is a run",
            e);
      }
      if (Failure.isLackOfSlots(e)) {
        throw new UserError(
            "the Flink cluster has too few free slots for the job; give it less --parallelism, or"
                + " the cluster more workers",
            e);
      }
      if (Failure.isOfCluster(e)) {
        return Optional.of(e);
      }
      throw e;
    }
  }

  private FlinkPipelineOptions parsed() {
    return BeamOptions.parse(FlinkRunner.class, given, Map.of()).as(FlinkPipelineOptions.class);
  }

  /** Returns the address of the cluster that is asked for, if one is. */
  private static Optional<String> master(FlinkPipelineOptions options) {
    String master = options.getFlinkMaster().replaceFirst("^https?://", "");
    return switch (master) {
      case "[local]", "[auto]" -> Optional.empty();
      case "[collection]" ->
          throw new UserError("--flinkMaster=[collection] runs no whole pipelines; use [local]");
      default -> {
        if (!master.matches("[^:/\\s]+:\\d{1,5}")) {
          throw new UserError(
              "--flinkMaster must be host:port, [local] or [auto], got "
                  + options.getFlinkMaster());
        }
        yield Optional.of(master);
      }
    };
  }

  private static JobConfiguration configuration(
      FlinkPipelineOptions options, Map<String, String> defaults, Map<String, String> own) {
    Map<String, String> settings = new HashMap<>(defaults);
    settings.putAll(JobConfiguration.given(options.getFlinkConfDir()));
    settings.putAll(own);
    return JobConfiguration.of(settings);
  }

  private static Overview overview(String address) {
    try {
      return Overview.of(address);
    } catch (IOException e) {
      throw new UserError(
          "there is no Flink cluster at %s (%s); start one with: tenon cluster start"
              .formatted(address, e),
          e);
    }
  }
}
