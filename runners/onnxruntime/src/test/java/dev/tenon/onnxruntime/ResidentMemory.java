package dev.tenon.onnxruntime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** How much of this process lies in memory, what is not the JVM's heap included. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /** Skips a test where the system does not tell. */
  static void assumeKnown() {
    Assumptions.assumeTrue(Files.exists(STATUS));
  }

  /** Returns the size in bytes, without garbage as far as the JVM collects it when asked. */
  static long bytes() throws IOException {
    System.gc();
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .sum();
  }
}
