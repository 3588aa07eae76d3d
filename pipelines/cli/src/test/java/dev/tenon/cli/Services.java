package dev.tenon.cli;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A folder added to the class path of this thread, as TENON_CLASSPATH adds it to the process's. */
final class Services implements AutoCloseable {
  private final Path folder;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final URLClassLoader loader;

  Services(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("META-INF/services"));
    this.loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(loader);
  }

  /** Announces providers of a service. */
  void add(Class<?> service, Class<?>... providers) throws IOException {
    String names = Arrays.stream(providers).map(Class::getName).collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve(service.getName()), names + "\n");
  }

  @Override
  public void close() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    loader.close();
  }
}
