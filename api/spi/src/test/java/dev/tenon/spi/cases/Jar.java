package dev.tenon.spi.cases;

import dev.tenon.spi.Plugin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A jar of plug-ins in the making, compiled from source texts.
 *
 * @param sources the sources by their classes' names
 * @param plugins what its service file names, line by line
 * @param version its version, empty for none
 * @param left the classes that are compiled, but left out
 */
public record Jar(
    Map<String, String> sources, List<String> plugins, String version, Set<String> left) {
  /** Begins with nothing. */
  public Jar() {
    this(Map.of(), List.of(), "", Set.of());
  }

  /** Adds a class, whose text begins after the line of its package. */
  public Jar with(String name, String source) {
    int dot = name.lastIndexOf('.');
    Map<String, String> more = new LinkedHashMap<>(sources);
    more.put(name, "package " + name.substring(0, dot) + ";\n" + source);
    return new Jar(more, plugins, version, left);
  }

  /** Adds lines to the service file. */
  public Jar naming(String... more) {
    List<String> all = new ArrayList<>(plugins);
    all.addAll(List.of(more));
    return new Jar(sources, all, version, left);
  }

  /** Sets the version in the manifest. */
  public Jar withVersion(String other) {
    return new Jar(sources, plugins, other, left);
  }

  /** Leaves a class out. */
  public Jar without(String name) {
    Set<String> more = new TreeSet<>(left);
    more.add(name);
    return new Jar(sources, plugins, version, more);
  }

  /**
   * Adds a plug-in that contributes one activation, {@code y = x * factor}, and its service entry.
   *
   * @param name the plug-in's name, which is also that of its package
   * @param id the activation's id
   * @param api the version that the plug-in is built for, as Java has it
   */
  public Jar plugin(String name, String id, String api) {
    return with(name + ".ItsPlugin", pluginSource(name, id, api, ""))
        .with(name + ".Scaling", activationSource("2"))
        .naming(name + ".ItsPlugin");
  }

  /**
   * Returns a jar whose plug-in contributes an activation, {@code y = x * step}, and a metric that
   * counts examples in steps. Its tally has a name that those of other such jars have too.
   *
   * @param name the plug-in's name, such as {@code one} for {@code one.scaling} and {@code
   *     one.one_count}
   */
  public static Jar measuring(String name, int step) {
    String metric = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Count";
    return new Jar()
        .with(
            "lib.Count",
            """
            import dev.tenon.spi.*;

            public record Count(int sum) implements Tally {
              public Count add(Outcome outcome) { return new Count(sum + %d); }
              public Count merge(Tally other) { return new Count(sum + ((Count) other).sum()); }
              public double value() { return sum; }
            }
            """
                .formatted(step))
        .with(
            name + "." + metric,
            """
            public record %s() implements dev.tenon.spi.Metric {
              public dev.tenon.spi.Tally empty() { return new lib.Count(0); }
            }
            """
                .formatted(metric))
        .with(name + ".Scaling", activationSource(Integer.toString(step)))
        .with(
            name + ".ItsPlugin",
            """
            import dev.tenon.spi.*;

            @PluginInfo(name = "%1$s", api = PluginInfo.API)
            public final class ItsPlugin implements Plugin {
              public void contribute(Contributions to) {
                to.add("%1$s.scaling", Scaling.class);
                to.add("%1$s.%1$s_count", %2$s.class);
              }
            }
            """
                .formatted(name, metric))
        .naming(name + ".ItsPlugin");
  }

  /** Returns the source of a plug-in that contributes {@code Scaling}. */
  public static String pluginSource(String name, String id, String api, String members) {
    return """
        import dev.tenon.spi.*;

        @PluginInfo(name = "%s", api = %s)
        public final class ItsPlugin implements Plugin {
          %s

          @Override
          public void contribute(Contributions to) {
            to.add("%s", Scaling.class);
          }
        }
        """
        .formatted(name, api, members, id);
  }

  /** Returns the source of an activation that multiplies with what an expression says. */
  public static String activationSource(String factor) {
    return """
        import dev.tenon.graph.Tensor;
        import dev.tenon.spi.Activation;

        public record Scaling() implements Activation {
          @Override
          public Tensor apply(Tensor x) {
            return x.mul(%s);
          }
        }
        """
        .formatted(factor);
  }

  /** Compiles the sources and writes the jar. */
  public Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path folder = Files.createTempDirectory(file.getParent(), ".classes-");
    compile(folder);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!version.isEmpty()) {
      manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    }
    try (OutputStream bytes = Files.newOutputStream(file);
        JarOutputStream out = new JarOutputStream(bytes, manifest);
        Stream<Path> all = Files.walk(folder)) {
      for (Path compiled : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(compiled).toString().replace('\\', '/');
        if (name.endsWith(".class")
            && !left.contains(name.replaceFirst("\\.class$", "").replace('/', '.'))) {
          add(out, name, Files.readAllBytes(compiled));
        }
      }
      if (!plugins.isEmpty()) {
        String text = String.join("\n", plugins) + "\n";
        add(
            out,
            "META-INF/services/" + Plugin.class.getName(),
            text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  private void compile(Path folder) throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> options = List.of("-d", folder.toString(), "-proc:none", "-cp", classPath);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files);
      if (!compiler.getTask(errors, manager, null, options, null, units).call()) {
        throw new IllegalArgumentException(errors.toString());
      }
    }
  }
}
