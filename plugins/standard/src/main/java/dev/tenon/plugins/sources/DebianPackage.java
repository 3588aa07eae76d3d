package dev.tenon.plugins.sources;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A package of the Debian archive, unpacked in a folder of one's own and so without root.
 *
 * @param name the package's name
 * @param folder the folder within it that holds the files
 */
record DebianPackage(String name, String folder) {
  private static final int MINUTES = 5;
  private static final List<String> PATIENCE =
      List.of("-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1");

  /**
   * Fetches and unpacks the package.
   *
   * @param directory an empty folder to work in
   * @return the folder that holds the files
   * @throws IOException if that fails, with a reason for people
   */
  Path download(Path directory) throws IOException {
    try {
      return download(directory, List.of());
    } catch (IOException e) {
      // The system's package lists may be empty, outdated or closed to this user.
      return downloadWithOwnLists(directory);
    }
  }

  /** Fetches the package after fetching package lists into the working folder. */
  Path downloadWithOwnLists(Path directory) throws IOException {
    Path lists = Files.createDirectories(directory.resolve("apt/lists/partial")).getParent();
    Path cache = Files.createDirectories(directory.resolve("apt/cache/archives/partial"));
    List<String> options =
        List.of(
            "-o", "Dir::State::lists=" + lists,
            "-o", "Dir::Cache=" + cache.getParent().getParent(),
            "-o", "Debug::NoLocking=true");
    List<String> update = new ArrayList<>(List.of("apt-get", "-q"));
    update.addAll(PATIENCE);
    update.addAll(options);
    update.add("update");
    try {
      run(directory, update);
    } catch (IOException e) {
      // One unreachable archive fails the update; the package may be in the lists of another.
      return download(directory, options);
    }
    return download(directory, options);
  }

  private Path download(Path directory, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
    command.addAll(PATIENCE);
    command.addAll(options);
    command.addAll(List.of("download", name));
    run(directory, command);
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(directory, name + "_*.deb")) {
      for (Path archive : archives) {
        run(directory, List.of("dpkg-deb", "-x", archive.getFileName().toString(), "package"));
      }
    }
    Path files = directory.resolve("package").resolve(folder);
    if (!Files.isDirectory(files)) {
      throw new IOException("the package " + name + " has no folder " + folder);
    }
    return files;
  }

  private static void run(Path directory, List<String> command) throws IOException {
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(command.get(0) + " took more than " + MINUTES + " minutes");
      }
      if (process.exitValue() != 0) {
        throw new IOException(lastLine(command.get(0), log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command.get(0) + " was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String lastLine(String program, Path log) throws IOException {
    List<String> lines = Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? program + " failed" : lines.get(lines.size() - 1).strip();
  }
}
