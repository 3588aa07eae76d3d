package dev.tenon.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The tenon command as a process of its own.
 *
 * @param process the process
 * @param output what it prints on the output stream
 * @param errors what it prints on the error stream
 */
record Tenon(Process process, Path output, Path errors) {
  /**
   * Starts the command.
   *
   * @param folder the folder in which it runs, for its cache and its output
   * @param plugins what the user adds to the class path, empty for nothing
   * @param arguments the command line
   */
  static Tenon start(Path folder, String plugins, List<String> arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dtenon.flink.home=" + System.getProperty("tenon.flink.home"));
    command.addAll(List.of("-cp", classPath, "dev.tenon.cli.Main"));
    command.addAll(arguments);
    Path output = Files.createTempFile(folder, "output-", "");
    Path errors = Files.createTempFile(folder, "errors-", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile());
    builder.environment().put("TENON_CACHE", folder.resolve("cache").toString());
    builder.environment().put("TENON_CLASSPATH", plugins);
    return new Tenon(builder.start(), output, errors);
  }

  /** Waits for the end, and returns the exit code. */
  int end() throws InterruptedException {
    return process.waitFor();
  }

  /** Returns the lines on the output stream that tell of whole epochs, without their times. */
  List<String> epochs() throws IOException {
    return Files.readAllLines(output).stream()
        .filter(line -> line.matches("Epoch \\d+/\\d+ .*"))
        .map(line -> line.replaceFirst(" \\d+s ", " "))
        .toList();
  }

  /** Returns the lines on the error stream. */
  List<String> mistakes() throws IOException {
    return Files.readAllLines(errors);
  }
}
