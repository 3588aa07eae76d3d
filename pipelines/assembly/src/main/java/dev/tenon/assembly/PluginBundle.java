package dev.tenon.assembly;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * One jar that brings jars of plug-ins to workers as they are, each as a resource. On a worker's
 * class path themselves, they would be one heap of classes.
 *
 * @param file the jar, which is gone when this is closed
 */
public record PluginBundle(Path file) implements AutoCloseable {
  /**
   * Writes a bundle among this machine's temporary files.
   *
   * @param jars the jars; those that cannot be read are left out
   * @return the bundle, to be closed when its file has been brought to where it is needed
   * @throws UserError if a jar is no longer what it was
   */
  public static PluginBundle of(Collection<PluginJar> jars) {
    Map<String, PluginJar> byResource = new LinkedHashMap<>();
    jars.stream()
        .filter(jar -> !jar.sha256().isEmpty())
        .forEach(jar -> byResource.putIfAbsent(jar.resource(), jar));
    try {
      Path file = Files.createTempFile("tenon-plugins-", ".jar");
      PluginBundle bundle = new PluginBundle(file);
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
        // They are compressed already.
        out.setLevel(0);
        for (PluginJar jar : byResource.values()) {
          out.putNextEntry(new ZipEntry(jar.resource()));
          out.write(jar.bytes());
          out.closeEntry();
        }
      } catch (IOException | UserError e) {
        bundle.close();
        throw e;
      }
      return bundle;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
