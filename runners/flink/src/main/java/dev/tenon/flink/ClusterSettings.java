package dev.tenon.flink;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.dispatcher.Dispatcher;

/**
 * The settings of a cluster on this machine: reachable from this machine alone, with room in every
 * worker for the part of one that was lost.
 *
 * @param port where it takes jobs
 * @param internalPort where its master talks to its workers
 * @param memory how many megabytes the steps of jobs have in each worker's heap
 * @param temporary the folder of its temporary files
 */
record ClusterSettings(int port, int internalPort, int memory, Path temporary) {
  /** The least memory that steps get by with. */
  static final int LEAST_MEMORY = 512;

  private static final String HERE = "127.0.0.1";
  private static final int SLOTS = 2;
  private static final int FRAMEWORK = 128;
  private static final int NETWORK = 256;

  /** Returns what Flink is told by its file. */
  Map<String, String> all() {
    Map<String, String> settings = new HashMap<>();
    settings.put("rest.address", HERE);
    settings.put("rest.bind-address", HERE);
    settings.put("rest.port", Integer.toString(port));
    settings.put("rest.bind-port", Integer.toString(port));
    settings.put("web.submit.enable", "false");
    settings.put("jobmanager.rpc.address", HERE);
    settings.put("jobmanager.rpc.port", Integer.toString(internalPort));
    settings.put("jobmanager.bind-host", HERE);
    settings.put("taskmanager.host", HERE);
    settings.put("taskmanager.bind-host", HERE);
    settings.put("cluster.evenly-spread-out-slots", "true");
    settings.put("io.tmp.dirs", temporary.toString());
    // Two class loaders cannot have one native library.
    settings.put("classloader.parent-first-patterns.additional", "ai.onnxruntime.");
    // A process that has ended answers none of two calls; one that is suspended for a while is not
    // lost.
    settings.put("heartbeat.interval", "2000");
    settings.put("heartbeat.timeout", "300000");
    settings.put("pekko.ask.timeout", "120 s");
    // How often the master looks for jobs whose launchers are gone.
    settings.put(Dispatcher.CLIENT_ALIVENESS_CHECK_DURATION.key(), "5 s");
    settings.putAll(limits());
    return settings;
  }

  /** As all is given, Flink computes nothing, and the JVM's options below are what it would say. */
  private Map<String, String> limits() {
    Map<String, String> limits = new HashMap<>();
    limits.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    limits.put("taskmanager.cpu.cores", Integer.toString(SLOTS));
    limits.put("taskmanager.memory.framework.heap.size", FRAMEWORK + "mb");
    limits.put("taskmanager.memory.task.heap.size", memory + "mb");
    limits.put("taskmanager.memory.managed.size", "256mb");
    limits.put("taskmanager.memory.framework.off-heap.size", FRAMEWORK + "mb");
    limits.put("taskmanager.memory.task.off-heap.size", arrays(memory) + "mb");
    limits.put("taskmanager.memory.network.min", NETWORK + "mb");
    limits.put("taskmanager.memory.network.max", NETWORK + "mb");
    limits.put("taskmanager.network.sort-shuffle.min-buffers", "64");
    limits.put("taskmanager.memory.jvm-metaspace.size", "512mb");
    limits.put("taskmanager.memory.jvm-overhead.min", "192mb");
    limits.put("taskmanager.memory.jvm-overhead.max", "192mb");
    limits.put("jobmanager.memory.heap.size", "512mb");
    limits.put("jobmanager.memory.jvm-metaspace.size", "512mb");
    return limits;
  }

  /** What arrays take outside the heap: those of a worker's values that are not on their way. */
  private static int arrays(int memory) {
    return memory / 2;
  }

  static List<String> masterOptions() {
    return List.of("-Xmx512m", "-XX:MaxMetaspaceSize=512m");
  }

  /** Soft references go with the next collection: they keep the classes of jobs that have ended. */
  static List<String> workerOptions(int memory) {
    return List.of(
        "-Xmx%dm".formatted(FRAMEWORK + memory),
        "-XX:MaxDirectMemorySize=%dm".formatted(FRAMEWORK + arrays(memory) + NETWORK),
        "-XX:MaxMetaspaceSize=512m",
        "-XX:SoftRefLRUPolicyMSPerMB=1");
  }
}
