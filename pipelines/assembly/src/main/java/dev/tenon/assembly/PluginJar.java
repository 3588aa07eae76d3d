package dev.tenon.assembly;

import dev.tenon.spi.LocalFile;
import dev.tenon.spi.LocalFolder;
import dev.tenon.spi.UserError;
import dev.tenon.training.Hash;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A jar of plug-ins, as it was when it was found.
 *
 * @param path its absolute path where it was found
 * @param sha256 the hash of its bytes in hexadecimal; empty if it could not be read
 */
public record PluginJar(String path, String sha256) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String STAGED = "META-INF/tenon/plugins/";

  /**
   * Finds the jars of a folder.
   *
   * @param folder the folder
   * @return its jars in the order of their names
   * @throws UserError if there is no such folder, or it cannot be listed
   */
  static List<PluginJar> in(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
      jars.forEach(found::add);
    } catch (IOException | DirectoryIteratorException e) {
      throw new UserError(
          "the folder of plug-ins "
              + folder
              + " cannot be listed ("
              + e
              + "); name one that exists",
          e);
    }
    found.sort(Comparator.comparing(jar -> jar.getFileName().toString()));
    return found.stream().filter(Files::isRegularFile).map(PluginJar::of).toList();
  }

  private static PluginJar of(Path jar) {
    String path = jar.toAbsolutePath().normalize().toString();
    try {
      return new PluginJar(path, hash(jar));
    } catch (IOException e) {
      // Why it cannot be read is told when it is loaded, together with whatever else is amiss.
      return new PluginJar(path, "");
    }
  }

  /** Returns the name of the resource by which a worker's class path brings the jar. */
  String resource() {
    return STAGED + sha256 + ".jar";
  }

  /**
   * Returns the jar's file on this machine: where it was found, or else a copy of what was brought
   * to this worker.
   *
   * @param classes where the resources of this worker are
   * @param cache the folder for copies
   * @throws IOException if it is neither here nor there, or cannot be read
   */
  Path file(ClassLoader classes, Path cache) throws IOException {
    Path found = Path.of(path);
    boolean exists = Files.isRegularFile(found);
    if (exists && hash(found).equals(sha256)) {
      return found;
    }
    try (InputStream brought = classes.getResourceAsStream(resource())) {
      if (brought == null) {
        throw new FileNotFoundException(
            exists ? "it is no longer what it was" : "it is not on this machine");
      }
      return copy(brought, cache);
    }
  }

  /** Copies of several processes are the same, and each appears whole. */
  private Path copy(InputStream brought, Path cache) throws IOException {
    Path copy = cache.resolve(sha256 + ".jar");
    if (!Files.isRegularFile(copy) || !hash(copy).equals(sha256)) {
      new LocalFolder(cache).file(copy.getFileName().toString()).write(brought::transferTo);
    }
    return copy;
  }

  /**
   * Returns the jar's bytes.
   *
   * @throws UserError if they are no longer what they were
   */
  byte[] bytes() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(path));
    if (!HexFormat.of().formatHex(Hash.sha256().digest(bytes)).equals(sha256)) {
      throw new UserError(path + " has changed since it was loaded; run it again");
    }
    return bytes;
  }

  private static String hash(Path file) throws IOException {
    return Hash.ofFile(new LocalFile(file));
  }
}
