package dev.tenon.assembly;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes of one jar of plug-ins. The JDK's come first, then those that the jar shares with
 * Tenon, then the jar's own, and last whatever else is on the class path.
 *
 * <p>A jar is loaded once, whatever is assembled in this JVM, and stays: extensions made of it may
 * need more of its classes at any time, and a native library can be loaded by one class loader
 * alone.
 */
final class PluginClassLoader extends URLClassLoader {
  static {
    ClassLoader.registerAsParallelCapable();
  }

  /** What the beginnings of names of shared classes are, and why they are shared. */
  private static final List<String> SHARED =
      List.of(
          // Tenon's own, of which the interfaces are a part: both sides must mean the same class.
          "dev.tenon.",
          // How a plug-in says what it wants to be given.
          "jakarta.inject.",
          "com.google.inject.",
          // These keep state for a whole process: file systems and metrics, logs, a native library.
          "org.apache.beam.",
          "org.slf4j.",
          "ai.onnxruntime.");

  private static final Map<Origin, PluginClassLoader> LOADED = new ConcurrentHashMap<>();

  /** What a jar is told apart by. */
  private record Origin(PluginJar jar, Path file, ClassLoader parent) {}

  private PluginClassLoader(String name, URL jar, ClassLoader parent) {
    super(name, new URL[] {jar}, parent);
  }

  /**
   * Returns the class loader of a jar.
   *
   * @param jar what it was found as
   * @param file where it is
   * @param parent where shared classes are
   */
  static PluginClassLoader of(PluginJar jar, Path file, ClassLoader parent)
      throws MalformedURLException {
    URL url = file.toUri().toURL();
    return LOADED.computeIfAbsent(
        new Origin(jar, file, parent),
        origin -> new PluginClassLoader(Path.of(jar.path()).getFileName().toString(), url, parent));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (SHARED.stream().anyMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = unshared(name);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private Class<?> unshared(String name) throws ClassNotFoundException {
    try {
      return getPlatformClassLoader().loadClass(name);
    } catch (ClassNotFoundException notTheJdks) {
      try {
        return findClass(name);
      } catch (ClassNotFoundException notOwn) {
        return getParent().loadClass(name);
      }
    }
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? getParent().getResource(name) : own;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
    all.addAll(Collections.list(getParent().getResources(name)));
    return Collections.enumeration(all);
  }
}
