package dev.tenon.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A framework, in the settings in which it takes part. */
enum Contender {
  TENON("tenon", "Tenon"),
  TENSORFLOW("tensorflow", "TensorFlow Java 1.1.0"),
  DJL("djl", "DJL 0.36.0, PyTorch 2.7.1"),
  /** With memory that the C library keeps instead of handing it back after each operator. */
  DJL_TUNED("djl-tuned", "the same, malloc tuned"),
  DL4J("dl4j", "Deeplearning4j 1.0.0-M2.1"),
  /** The interface that Tenon is built upon, which predicts but does not train. */
  ONNX_RUNTIME("onnxruntime", "ONNX Runtime alone, the same file");

  private static final Map<String, String> MALLOC =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_MAX_", "0",
          "MALLOC_TRIM_THRESHOLD_", "17179869184");

  private final String key;
  private final String title;

  Contender(String key, String title) {
    this.key = key;
    this.title = title;
  }

  static Contender of(String key) {
    return Arrays.stream(values())
        .filter(contender -> contender.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no framework is called " + key));
  }

  String key() {
    return key;
  }

  String title() {
    return title;
  }

  boolean trains() {
    return this != ONNX_RUNTIME;
  }

  /** Tells whether its large models would take most of the time that all others need. */
  boolean slow() {
    return this == DL4J;
  }

  /** Tells whether it computes what the contender before it does, in the same way. */
  boolean repeats() {
    return this == DJL_TUNED;
  }

  /** Returns why it cannot augment as the tutorial does; empty if it can. */
  String withoutLoading() {
    return switch (this) {
      case DJL, DJL_TUNED -> "random flips are not implemented for PyTorch, rotations not at all";
      case DL4J -> "DataVec's transforms of images need OpenCV, which is not compared";
      default -> "";
    };
  }

  /** Returns the environment variables that its process needs. */
  Map<String, String> environment() {
    return this == DJL_TUNED ? MALLOC : Map.of();
  }

  /** Returns the options that its JVM needs. */
  List<String> options(int threads) {
    return switch (this) {
      case DJL, DJL_TUNED ->
          List.of(
              "-Dai.djl.offline=true",
              "-Dai.djl.pytorch.num_threads=" + threads,
              "-Dai.djl.pytorch.num_interop_threads=1");
      case DL4J ->
          List.of(
              // Its own limit is the heap's size.
              "-Dorg.bytedeco.javacpp.maxbytes=12G", "-Dorg.bytedeco.javacpp.maxphysicalbytes=16G");
      default -> List.of();
    };
  }

  /** Returns parts of the paths of its own jars. */
  List<String> jars() {
    return switch (this) {
      case TENON, ONNX_RUNTIME -> List.of("/tenon-", "/com/microsoft/onnxruntime/");
      case TENSORFLOW -> List.of("/org/tensorflow/", "/org/bytedeco/", "/com/google/protobuf/");
      case DJL, DJL_TUNED ->
          List.of("/ai/djl/", "/com/google/code/gson/", "/net/java/dev/jna/", "/org/slf4j/");
      case DL4J -> List.of("/org/deeplearning4j/", "/org/nd4j/", "/org/bytedeco/", "/org/slf4j/");
    };
  }

  Peer peer() {
    return switch (this) {
      case TENON -> new TenonPeer();
      case TENSORFLOW -> new TensorFlowPeer();
      case DJL, DJL_TUNED -> new DjlPeer();
      case DL4J -> new Dl4jPeer();
      case ONNX_RUNTIME -> new OnnxRuntimePeer();
    };
  }
}
