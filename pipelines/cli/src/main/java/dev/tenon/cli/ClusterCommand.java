package dev.tenon.cli;

import dev.tenon.spi.DataCache;
import dev.tenon.transforms.launch.LocalCluster;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Starts and ends a cluster on this machine. */
@Command(
    name = "cluster",
    description = {
      "Start, look at or stop a cluster of Flink on this machine, in processes of its own.",
      "It can be reached from this machine alone, keeps its files and logs in the cache folder, and"
          + " goes on until it is stopped. To start it again brings back workers that have ended."
    },
    footer = {
      "",
      "Examples:",
      "  tenon cluster start --workers 2",
      "  tenon run fashion-mnist --runner=flink -- --flinkMaster=localhost:8081",
      "  tenon cluster status",
      "  tenon cluster stop"
    })
final class ClusterCommand implements Runnable {
  /** What to do with the cluster. */
  enum Action {
    /** Starts it. */
    START,
    /** Tells of it. */
    STATUS,
    /** Ends it. */
    STOP
  }

  @ParentCommand private Main main;

  @Parameters(paramLabel = "ACTION", description = "What to do: start, status or stop.")
  private Action action;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "To start: how many processes run the steps of jobs.")
  private int workers;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      defaultValue = "1024",
      description =
          "To start: the heap that steps have in each worker; half as much again is for arrays"
              + " outside it. The native memory of ONNX Runtime comes on top.")
  private int memory;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "To start: where the cluster takes jobs, on the loopback interface.")
  private int port;

  @Override
  public void run() {
    LocalCluster cluster = LocalCluster.find();
    Path cache = DataCache.ofUser().directory();
    List<String> told =
        switch (action) {
          case START -> cluster.start(cache, workers, memory, port);
          case STATUS -> cluster.status(cache);
          case STOP -> cluster.stop(cache);
        };
    told.forEach(main.terminal()::line);
  }
}
