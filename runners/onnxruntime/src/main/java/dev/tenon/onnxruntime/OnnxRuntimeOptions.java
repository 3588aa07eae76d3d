package dev.tenon.onnxruntime;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How ONNX Runtime is to compute.
 *
 * @param device where; default {@link Device#AUTO}
 * @param threads how many threads share one operator; default: the number of processors
 * @param spinning whether these threads wait for work by spinning, which is faster when the machine
 *     has nothing else to do; default true
 * @param optimization how far the graph is rewritten before it runs; default {@link
 *     Optimization#EXTENDED}: changes of layout slow down graphs whose filters are no constants
 * @param profile where to write a trace of every operator's time, as a prefix of file names;
 *     default none
 * @param stepsPerRun how many runs of a graph become one native call when they are asked for
 *     together ({@link dev.tenon.graph.Session#runAll}), so that what is carried from run to run
 *     stays on the device; default: 16 on CUDA, 1 on the CPU
 */
public record OnnxRuntimeOptions(
    Device device,
    int threads,
    boolean spinning,
    Optimization optimization,
    Optional<Path> profile,
    OptionalInt stepsPerRun) {

  private static final int STEPS_ON_CUDA = 16;

  /** How far ONNX Runtime rewrites a graph. */
  public enum Optimization {
    /** Not at all. */
    NONE,
    /** What needs no knowledge of the device: constants, redundant nodes. */
    BASIC,
    /** Fusions, too. */
    EXTENDED,
    /** Changes of the data's layout, too. */
    ALL
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the number of threads or of steps is not positive
   */
  public OnnxRuntimeOptions {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(optimization, "optimization");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(stepsPerRun, "stepsPerRun");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    if (stepsPerRun.isPresent() && stepsPerRun.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "steps per run must be at least 1, got " + stepsPerRun.getAsInt());
    }
  }

  /** Makes the defaults. */
  public OnnxRuntimeOptions() {
    this(
        Device.AUTO,
        Runtime.getRuntime().availableProcessors(),
        true,
        Optimization.EXTENDED,
        Optional.empty(),
        OptionalInt.empty());
  }

  /**
   * Returns these options on another device.
   *
   * @param device where to compute
   * @return the options
   */
  public OnnxRuntimeOptions withDevice(Device device) {
    return new OnnxRuntimeOptions(device, threads, spinning, optimization, profile, stepsPerRun);
  }

  /**
   * Returns these options with another number of threads.
   *
   * @param threads how many threads share one operator
   * @return the options
   */
  public OnnxRuntimeOptions withThreads(int threads) {
    return new OnnxRuntimeOptions(device, threads, spinning, optimization, profile, stepsPerRun);
  }

  /**
   * Returns these options with another effort.
   *
   * @param optimization how far the graph is rewritten
   * @return the options
   */
  public OnnxRuntimeOptions withOptimization(Optimization optimization) {
    return new OnnxRuntimeOptions(device, threads, spinning, optimization, profile, stepsPerRun);
  }

  /**
   * Returns these options with waiting threads spinning or asleep.
   *
   * @param spinning whether threads wait by spinning
   * @return the options
   */
  public OnnxRuntimeOptions withSpinning(boolean spinning) {
    return new OnnxRuntimeOptions(device, threads, spinning, optimization, profile, stepsPerRun);
  }

  /**
   * Returns these options with a trace.
   *
   * @param prefix the prefix of the trace's file name; each native session adds a time to it
   * @return the options
   */
  public OnnxRuntimeOptions withProfile(Path prefix) {
    return new OnnxRuntimeOptions(
        device, threads, spinning, optimization, Optional.of(prefix), stepsPerRun);
  }

  /**
   * Returns these options with another number of steps in one native call.
   *
   * @param steps how many, at least 1
   * @return the options
   */
  public OnnxRuntimeOptions withStepsPerRun(int steps) {
    return new OnnxRuntimeOptions(
        device, threads, spinning, optimization, profile, OptionalInt.of(steps));
  }

  /** Returns the number of steps in one native call on a settled device. */
  int stepsAtOnce() {
    return stepsPerRun.orElse(device == Device.CUDA ? STEPS_ON_CUDA : 1);
  }
}
