package dev.tenon.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tenon command did, in a process of its own; with this test's class path, if no other is
 * given.
 *
 * @param exitCode its exit code
 * @param output what it printed, errors included
 */
record Launched(int exitCode, String output) {
  static Launched tenon(List<String> arguments) {
    return tenon(arguments, System.getProperty("java.class.path"));
  }

  static Launched tenon(List<String> arguments, String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(classPath);
    command.add("dev.tenon.cli.Main");
    command.addAll(arguments);
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
