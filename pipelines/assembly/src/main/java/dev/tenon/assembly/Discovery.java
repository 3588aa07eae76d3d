package dev.tenon.assembly;

import dev.tenon.spi.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Finds plug-ins by their service files, which are as {@link java.util.ServiceLoader} reads them.
 * It is not used itself, since it would end at the first that is broken, and knows no constructors
 * with parameters.
 *
 * @param classes where Tenon and the plug-ins on the class path are
 * @param options what the user chose
 */
record Discovery(ClassLoader classes, Options options) {
  private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();
  private static final String COPIES = "plugins";

  /** Finds all plug-ins, and uses those that can be used. */
  List<InstalledPlugin> plugins() {
    List<Candidate> onClassPath = onClassPath();
    List<Candidate> inJars = new ArrayList<>();
    for (PluginJar jar : options.plugins().jars()) {
      inJars.addAll(in(jar));
    }
    return Admission.of(options, onClassPath, inJars);
  }

  /** A class that several files name is one plug-in. */
  private List<Candidate> onClassPath() {
    List<Candidate> candidates = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    List<URL> files;
    try {
      files = Collections.list(classes.getResources(SERVICE));
    } catch (IOException e) {
      return List.of(Candidate.broken("the class path", "it cannot be searched: " + e));
    }
    for (URL file : files) {
      String origin = origin(file);
      try {
        URLConnection connection = file.openConnection();
        // A file that is kept open would be the old one after its jar is replaced.
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
          names(in).stream()
              .filter(seen::add)
              .forEach(name -> candidates.add(Candidate.of(origin, name, classes)));
        }
      } catch (IOException e) {
        candidates.add(Candidate.broken(origin, "its service file cannot be read: " + e));
      }
    }
    return candidates;
  }

  private List<Candidate> in(PluginJar jar) {
    Path file;
    try {
      file = jar.file(classes, options.cache().directory().resolve(COPIES));
    } catch (IOException e) {
      return List.of(Candidate.broken(jar.path(), unreadable(e)));
    }
    try (JarFile opened = new JarFile(file.toFile())) {
      ZipEntry service = opened.getEntry(SERVICE);
      List<String> names = List.of();
      if (service != null) {
        try (InputStream in = opened.getInputStream(service)) {
          names = names(in);
        }
      }
      if (names.isEmpty()) {
        return List.of(Candidate.broken(jar.path(), "it names no plug-in in " + SERVICE));
      }
      PluginClassLoader own = PluginClassLoader.of(jar, file, classes);
      return names.stream()
          .map(name -> Candidate.of(jar.path(), name, own))
          .filter(candidate -> isOwn(candidate, own))
          .toList();
    } catch (IOException | SecurityException e) {
      return List.of(Candidate.broken(jar.path(), unreadable(e)));
    }
  }

  /** The message of what a file system throws is no more than a path. */
  private static String unreadable(Exception e) {
    return "its jar cannot be read: " + (e instanceof FileSystemException ? e : e.getMessage());
  }

  /** A jar that holds Tenon's too, with its service files, does not bring these again. */
  private static boolean isOwn(Candidate candidate, ClassLoader own) {
    return candidate.type().map(type -> type.getClassLoader() == own).orElse(true);
  }

  /** Reads the names of classes in a service file: one a line, where # begins a remark. */
  private static List<String> names(InputStream file) throws IOException {
    String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    return text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  /** Returns the jar or folder that a service file is in. */
  private static String origin(URL file) {
    String place =
        file.toString().replaceFirst("!?/" + SERVICE + "$", "").replaceFirst("^jar:", "");
    try {
      return Path.of(URI.create(place)).toString();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      // It is no file, and is shown as it is.
      return place;
    }
  }
}
