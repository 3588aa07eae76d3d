package dev.tenon.flink;

import dev.tenon.spi.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a job brings to a cluster: Tenon itself, and what the user added to the class path. */
final class Staging {
  private static final String ADDED = "TENON_CLASSPATH";

  private Staging() {}

  /** Returns the jars and folders of this process's job. */
  static List<String> files() {
    String added = System.getenv(ADDED);
    List<String> files = new ArrayList<>();
    files.add(FlinkHome.ofProcess().job().toString());
    files.addAll(entries(added == null ? "" : added));
    return files;
  }

  /** Returns the places that a class path names, as Java reads one; those that exist. */
  static List<String> entries(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) {
      if (entry.equals("*") || entry.endsWith(File.separator + "*")) {
        entries.addAll(jars(Path.of(entry.substring(0, entry.length() - 1))));
      } else if (!entry.isBlank() && Files.exists(Path.of(entry))) {
        entries.add(Path.of(entry).toAbsolutePath().toString());
      }
    }
    return entries;
  }

  private static List<String> jars(Path folder) {
    List<String> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.toAbsolutePath(), "*.jar")) {
      found.forEach(jar -> jars.add(jar.toString()));
    } catch (IOException e) {
      throw new UserError(ADDED + " names " + folder + ", which cannot be read: " + e, e);
    }
    jars.sort(null);
    return jars;
  }
}
