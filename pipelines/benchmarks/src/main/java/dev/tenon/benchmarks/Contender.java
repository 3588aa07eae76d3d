package dev.tenon.benchmarks;

import java.util.Arrays;
import java.util.Map;

/** A framework, in the settings in which it takes part. */
enum Contender {
  TENON("tenon", "Tenon", Map.of()),
  TENSORFLOW("tensorflow", "TensorFlow Java 1.1.0", Map.of()),
  DJL("djl", "DJL 0.36.0, PyTorch 2.7.1", Map.of()),
  /** With memory that the C library keeps instead of handing it back after each operator. */
  DJL_TUNED(
      "djl-tuned",
      "the same, malloc tuned",
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_MAX_", "0",
          "MALLOC_TRIM_THRESHOLD_", "17179869184"));

  private final String key;
  private final String title;
  private final Map<String, String> environment;

  Contender(String key, String title, Map<String, String> environment) {
    this.key = key;
    this.title = title;
    this.environment = environment;
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

  /** Returns the environment variables that its process needs. */
  Map<String, String> environment() {
    return environment;
  }

  Peer peer() {
    return switch (this) {
      case TENON -> new TenonPeer();
      case TENSORFLOW -> new TensorFlowPeer();
      case DJL, DJL_TUNED -> new DjlPeer();
    };
  }
}
