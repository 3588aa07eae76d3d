package dev.tenon.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of its own for one framework, of which it asks one thing.
 *
 * @param contender the framework
 * @param threads how many threads it uses
 * @param options more options for the JVM
 */
record PeerJvm(Contender contender, int threads, List<String> options) {
  private static final String MARK = "@ ";

  PeerJvm(Contender contender, int threads) {
    this(contender, threads, List.of());
  }

  /**
   * What a process printed.
   *
   * @param numbers the numbers
   * @param millis the time from the start of the process until they were there
   */
  record Answer(double[] numbers, double millis) {}

  /** Prints numbers for the process that waits for them. */
  static void answer(double... numbers) {
    String line =
        Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    System.out.println(MARK + line);
    System.out.flush();
  }

  /** Runs a part and returns what it prints. */
  Answer ask(String part, String... words) throws IOException, InterruptedException {
    List<String> command = command();
    command.add(part);
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.putAll(contender.environment());
    environment.put("OPT_OUT_TRACKING", "true");
    environment.put("OMP_NUM_THREADS", Integer.toString(threads));
    environment.put("TF_CPP_MIN_LOG_LEVEL", "2");
    long start = System.nanoTime();
    Process process = builder.start();
    StringBuilder output = new StringBuilder();
    Answer answer = null;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(MARK)) {
          answer = new Answer(numbers(line), (System.nanoTime() - start) / 1e6);
        }
        output.append(line).append('\n');
      }
    }
    int code = process.waitFor();
    if (answer == null) {
      throw new IllegalStateException(command + ": " + code + "\n" + output);
    }
    return answer;
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.substring(MARK.length()).split(" "))
        .mapToDouble(Double::valueOf)
        .toArray();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx1g");
    command.addAll(contender.options(threads));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), PeerProcess.class.getName()));
    command.addAll(List.of(contender.key(), Integer.toString(threads)));
    return command;
  }

  /**
   * Puts the framework's own jars first, so that it need not look through those of the others, and
   * leaves out folders of classes that a jar holds too, since JVMs archive classes of jars alone.
   */
  private String classPath() {
    String separator = System.getProperty("path.separator");
    boolean packaged =
        PeerProcess.class.getResource("PeerProcess.class").getProtocol().equals("jar");
    return Arrays.stream(System.getProperty("java.class.path").split(separator))
        .filter(entry -> !packaged || entry.endsWith(".jar"))
        .sorted(Comparator.comparing(entry -> !own(entry)))
        .collect(Collectors.joining(separator));
  }

  private boolean own(String entry) {
    return Stream.concat(Stream.of("tenon-benchmarks", "/classes"), contender.jars().stream())
        .anyMatch(entry::contains);
  }
}
