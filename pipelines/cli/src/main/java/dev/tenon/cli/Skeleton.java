package dev.tenon.cli;

import dev.tenon.spi.Folder;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * The project of a plug-in, as its author begins with it: the files of {@code plugins/sample} under
 * another name, and without what one does not need to begin.
 *
 * @param name the plug-in's name
 */
record Skeleton(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final String TAKEN = "standard";

  /** What the sample is called, which is no other word in its files. */
  private static final String SAMPLE = "heron";

  private static final String SAMPLE_TYPE = "Heron";

  private static final String MAIN = "src/main/java/org/example/heron/";
  private static final String SERVICES = "src/main/resources/META-INF/services/";
  private static final List<String> RESOURCES =
      List.of(
          "gitignore",
          "README.md",
          "pom.xml",
          MAIN + "package-info.java",
          MAIN + "HeronPlugin.java",
          MAIN + "ChannelGate.java",
          SERVICES + "dev.tenon.spi.Plugin",
          "src/test/java/org/example/heron/ChannelGateTest.java");

  /** What only the sample has. */
  private static final Pattern MORE = Pattern.compile("(?ms)^ *// region more$.*?// endregion\\R");

  /**
   * Checks the name.
   *
   * @throws UserError if a plug-in cannot have it
   */
  Skeleton {
    if (!NAME.matcher(name).matches()) {
      throw new UserError(
          "the name of a plug-in must be lower-case words with underscores, such as acme or"
              + " acme_pro; got '"
              + name
              + "'");
    }
    if (SourceVersion.isKeyword(name) || name.equals(TAKEN)) {
      throw new UserError(
          "a plug-in cannot be called '"
              + name
              + "', which is "
              + (name.equals(TAKEN) ? "the name of the plug-ins that ship" : "a word of Java's own")
              + "; choose another name");
    }
  }

  /** Returns the files' contents, by their paths in the project. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (String resource : RESOURCES) {
      String path = resource.equals("gitignore") ? ".gitignore" : resource;
      files.put(named(path), named(MORE.matcher(read(resource)).replaceAll("")));
    }
    return files;
  }

  /**
   * Writes the project: all of it, or nothing.
   *
   * @param folder its folder, which is made unless it is there
   * @throws UserError if there is something in the folder, or it cannot be written
   */
  void write(Path folder) {
    boolean made = !Files.exists(folder);
    Path unfinished = folder.resolve(Folder.UNFINISHED + UUID.randomUUID());
    List<Path> moved = new ArrayList<>();
    try {
      requireEmpty(folder);
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : files().entrySet()) {
        Path path = unfinished.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      for (Path entry : entries(unfinished)) {
        moved.add(Files.move(entry, folder.resolve(entry.getFileName())));
      }
      Files.delete(unfinished);
    } catch (IOException e) {
      moved.add(unfinished);
      UserError error =
          new UserError("cannot make the plug-in in " + folder + " (" + e + "); try elsewhere", e);
      remove(moved, error);
      if (made) {
        remove(List.of(folder), error);
      }
      throw error;
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserError(folder + " is a file; name a folder that is empty or not there yet");
    }
    if (Files.exists(folder) && !entries(folder).isEmpty()) {
      throw new UserError(
          "the folder " + folder + " is not empty; name one that is, or that is not there yet");
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(entries::add);
    }
    return entries;
  }

  private static void remove(List<Path> places, UserError error) {
    try {
      for (Path place : places) {
        Scratch.remove(place);
      }
    } catch (UncheckedIOException e) {
      error.addSuppressed(e);
    }
  }

  private String named(String text) {
    return text.replace(SAMPLE, name).replace(SAMPLE_TYPE, typeName());
  }

  /** Returns the name as it begins the names of classes. */
  private String typeName() {
    return Arrays.stream(name.split("_"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static String read(String resource) {
    try (InputStream in = Skeleton.class.getResourceAsStream("skeleton/" + resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
