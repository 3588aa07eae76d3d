package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** ONNX's own checker, in Debian's python3-onnx. */
final class OnnxChecker {
  private static final String PYTHON = "/usr/bin/python3";

  private OnnxChecker() {}

  /**
   * Checks a model fully. Where the checker is not installed the test is skipped, unless the
   * environment requires it.
   */
  static void check(Path model) throws IOException, InterruptedException {
    boolean required = Boolean.parseBoolean(System.getenv("TENON_REQUIRE_ONNX_CHECKER"));
    assumeTrue(required || python("import onnx").isEmpty(), "python3-onnx is not installed");
    assertThat(
            python(
                "import onnx, sys; onnx.checker.check_model(onnx.load('%s'), full_check=True)"
                    .formatted(model)))
        .isEmpty();
  }

  /** Runs Python and returns what it complains of. */
  private static String python(String program) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(PYTHON, "-c", program).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : "exit code " + process.exitValue() + "\n" + output;
  }
}
