package dev.tenon.docs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a command did, in a process of its own.
 *
 * @param exitCode its exit code
 * @param output what it printed, errors included
 */
record Launched(int exitCode, String output) {
  /** Runs the tenon command with this test's class path. */
  static Launched tenon(List<String> arguments) {
    return tenon(arguments, System.getProperty("java.class.path"));
  }

  /**
   * Runs the command as users have it: without the plug-ins that the pages show, which are tests.
   */
  static Launched tenonAlone(List<String> arguments) {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(place -> !Path.of(place).endsWith("docs/target/test-classes"))
            .collect(Collectors.joining(File.pathSeparator));
    return tenon(arguments, classPath);
  }

  private static Launched tenon(List<String> arguments, String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(classPath);
    command.add("dev.tenon.cli.Main");
    command.addAll(arguments);
    return of(command);
  }

  /** Runs a command of any kind. */
  static Launched of(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Launched(process.waitFor(), output);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " ran", e);
    }
  }
}
