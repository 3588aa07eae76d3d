package dev.tenon.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Activation;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.UserError;
import dev.tenon.spi.cases.Jar;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins from jars that are compiled here, and from the class path. */
class DiscoveryTest {
  private static final String API = "PluginInfo.API";

  @TempDir private Path folder;
  private Path jars;

  @BeforeEach
  void make() throws IOException {
    jars = Files.createDirectory(folder.resolve("jars"));
  }

  private Options options() {
    return new Options().withCache(new DataCache(folder.resolve("cache"))).withPlugins(jars);
  }

  private Registry registry() {
    return registry(options());
  }

  static Registry registry(Options options) {
    try (Tenon tenon = Tenon.create(options, ReferenceBackend::new)) {
      return tenon.registry();
    }
  }

  /** Returns what became of the plug-ins in jars. */
  static List<InstalledPlugin> inJars(Registry registry) {
    return registry.plugins().stream()
        .filter(plugin -> plugin.origin().endsWith(".jar"))
        .filter(plugin -> !plugin.origin().contains("tenon-"))
        .toList();
  }

  private String reason(Jar jar) throws IOException {
    jar.write(jars.resolve("x.jar"));
    return reason();
  }

  private String reason() {
    List<InstalledPlugin> found = inJars(registry());
    assertThat(found).hasSize(1);
    assertThat(found.get(0).state()).isEqualTo(InstalledPlugin.State.BROKEN);
    assertThat(found.get(0).origin()).isEqualTo(jars.resolve("x.jar").toString());
    return found.get(0).reason();
  }

  static float applied(Registry registry, String id) throws Exception {
    Class<? extends Extension> type = registry.find(Kind.ACTIVATION, id).orElseThrow();
    Activation activation = (Activation) type.getConstructor().newInstance();
    Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(1));
    Graph graph = new Graph(List.of(x), Map.of("y", activation.apply(x)));
    try (Session session = new ReferenceBackend().open(graph)) {
      return session.run(Map.of("x", NDArray.floats(Shape.of(1), 1))).get("y").toFloats()[0];
    }
  }

  /** A plug-in whose activation uses a library, of which it brings a version. */
  private static Jar withLibrary(String name, String version) {
    return new Jar()
        .with(
            "lib.Factor",
            "public final class Factor { public static double value() { return "
                + version
                + "; } }")
        .with(name + ".Scaling", Jar.activationSource("lib.Factor.value()"))
        .with(name + ".ItsPlugin", Jar.pluginSource(name, name + ".scaling", API, ""))
        .naming("# of " + name, "", name + ".ItsPlugin # the only one");
  }

  @Test
  void two_plugins_bring_different_versions_of_one_library() throws Exception {
    withLibrary("b", "3").withVersion("3.1").write(jars.resolve("1.jar"));
    withLibrary("a", "5").write(jars.resolve("2.jar"));

    Registry registry = registry();

    assertThat(inJars(registry))
        .extracting(plugin -> plugin.name().orElseThrow())
        .as("in the order of the jars' names")
        .containsExactly("b", "a");
    assertThat(inJars(registry).get(0).version()).contains("3.1");
    assertThat(inJars(registry).get(1).version()).isEmpty();
    assertThat(applied(registry, "b.scaling")).isEqualTo(3);
    assertThat(applied(registry, "a.scaling")).isEqualTo(5);
    assertThat(registry.find(Kind.LAYER, "conv2d")).isPresent();
  }

  @Test
  void a_jar_is_loaded_once_however_often_it_is_asked_for() throws Exception {
    withLibrary("a", "5").write(jars.resolve("a.jar"));
    Registry one = registry();
    Registry other = registry();

    assertThat(other.find(Kind.ACTIVATION, "a.scaling"))
        .isEqualTo(one.find(Kind.ACTIVATION, "a.scaling"));

    withLibrary("a", "7").write(jars.resolve("a.jar"));
    assertThat(applied(registry(), "a.scaling")).as("of another jar").isEqualTo(7);
  }

  @Test
  void tenons_classes_are_the_same_on_both_sides_though_a_jar_hold_them_too() throws Exception {
    Path jar =
        new Jar()
            .plugin("a", "a.scaling", API)
            .naming("dev.tenon.plugins.StandardPlugin")
            .write(jars.resolve("a.jar"));
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      for (String name : List.of("dev/tenon/spi/Activation", "dev/tenon/plugins/StandardPlugin")) {
        Path copy = inside.getPath(name + ".class");
        Files.createDirectories(copy.getParent());
        try (InputStream own = getClass().getResourceAsStream("/" + name + ".class")) {
          Files.copy(own, copy);
        }
      }
    }

    Registry registry = registry();

    assertThat(applied(registry, "a.scaling")).isEqualTo(2);
    assertThat(inJars(registry)).hasSize(1).allMatch(InstalledPlugin::isEnabled);
  }

  @Test
  void a_plugins_resources_are_its_own_first() throws Exception {
    withLibrary("a", "5").write(jars.resolve("a.jar"));
    Class<?> type = registry().find(Kind.ACTIVATION, "a.scaling").orElseThrow();

    URL own = type.getClassLoader().getResource("META-INF/MANIFEST.MF");

    assertThat(own.toString()).contains("a.jar");
    assertThat(type.getResource("/META-INF/services/" + Plugin.class.getName()).toString())
        .contains("a.jar");
    assertThat(type.getResource("/dev/tenon/assembly/Tenon.class")).isNotNull();
  }

  @Test
  void what_is_no_jar_and_what_names_no_plugin_is_told() throws IOException {
    Files.writeString(jars.resolve("x.jar"), "no zip");
    assertThat(reason()).startsWith("its jar cannot be read: ").contains("zip");

    assertThat(reason(new Jar()))
        .isEqualTo("it names no plug-in in META-INF/services/dev.tenon.spi.Plugin");
    assertThat(reason(new Jar().naming("# nothing"))).startsWith("it names no plug-in");
    assertThat(reason(new Jar().naming("com.acme.Gone")))
        .isEqualTo("its service file names com.acme.Gone, but there is no such class");
    assertThat(reason(new Jar().naming("java.lang.String")))
        .isEqualTo("its service file names java.lang.String, which is no plug-in");
  }

  @Test
  void missing_classes_are_told_wherever_they_are_missed() throws IOException {
    String needing =
        """
        import dev.tenon.spi.*;
        @PluginInfo(name = "a", api = PluginInfo.API)
        public final class ItsPlugin %s implements Plugin {
          %s
          @Override
          public void contribute(Contributions to) { %s }
        }
        """;
    Jar library = new Jar().with("lib.Base", "public class Base {}").without("lib.Base");

    assertThat(
            reason(
                library
                    .with("a.ItsPlugin", needing.formatted("extends lib.Base", "", ""))
                    .naming("a.ItsPlugin")))
        .as("to load it")
        .startsWith("a class is missing (NoClassDefFoundError: lib/Base)");
    assertThat(
            reason(
                library
                    .with(
                        "a.ItsPlugin",
                        needing.formatted("", "final Object o = new lib.Base();", ""))
                    .naming("a.ItsPlugin")))
        .as("to make it")
        .startsWith("it cannot be made: a class is missing (NoClassDefFoundError: lib/Base)");
    assertThat(
            reason(
                library
                    .with("a.Scaling", Jar.activationSource("new lib.Base().hashCode()"))
                    .without("a.Scaling")
                    .with(
                        "a.ItsPlugin", needing.formatted("", "", "to.add(\"a.x\", Scaling.class);"))
                    .naming("a.ItsPlugin")))
        .as("to let it contribute")
        .startsWith("it cannot contribute: a class is missing (NoClassDefFoundError: a/Scaling)");
    assertThat(
            reason(
                library
                    .with(
                        "a.Scaling",
                        Jar.activationSource("2").replace("Scaling()", "Scaling(lib.Base base)"))
                    .with(
                        "a.ItsPlugin", needing.formatted("", "", "to.add(\"a.x\", Scaling.class);"))
                    .naming("a.ItsPlugin")))
        .as("to use what it contributes")
        .startsWith("it cannot contribute: a class is missing (NoClassDefFoundError: lib/Base)");
  }

  @Test
  void a_plugin_for_another_api_is_disabled_before_its_classes_run() throws IOException {
    String initializer = "static { if (true) throw new IllegalStateException(\"run\"); }";
    Jar jar =
        new Jar()
            .with("a.Scaling", Jar.activationSource("2"))
            .with("a.ItsPlugin", Jar.pluginSource("a", "a.scaling", "\"2.0\"", initializer))
            .naming("a.ItsPlugin");

    assertThat(reason(jar)).startsWith("it was built for API 2.0, and this Tenon runs ");
    assertThat(
            reason(jar.with("a.ItsPlugin", Jar.pluginSource("a", "a.scaling", API, initializer))))
        .as("this one runs")
        .isEqualTo("it cannot be made: java.lang.IllegalStateException: run");
  }

  @Test
  void a_plugin_that_says_other_things_of_itself_is_told() throws IOException {
    assertThat(
            reason(
                new Jar()
                    .with(
                        "dev.tenon.spi.PluginInfo",
                        "import java.lang.annotation.*;"
                            + "@Retention(RetentionPolicy.RUNTIME)"
                            + "public @interface PluginInfo { String was(); }")
                    .with("a.Scaling", Jar.activationSource("2"))
                    .with(
                        "a.ItsPlugin",
                        Jar.pluginSource("a", "a.x", API, "")
                            .replaceFirst("@PluginInfo\\(.*\\)", "@PluginInfo(was = \"a\")"))
                    .naming("a.ItsPlugin")))
        .startsWith("a.ItsPlugin has no @PluginInfo");
  }

  @Test
  void standard_plugins_win() throws IOException {
    assertThat(reason(new Jar().plugin("a", "relu", API)))
        .startsWith("the activation 'relu' is contributed by standard (");
    assertThat(reason(new Jar().plugin("standard", "standard.x", API)))
        .startsWith("its name is that of the plug-in standard (");
  }

  @Test
  void a_broken_plugin_on_the_class_path_keeps_no_other_from_working() throws IOException {
    Path broken = folder.resolve("broken and mended");
    Path services = Files.createDirectories(broken.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(Plugin.class.getName()), "com.acme.Gone\njava.lang.String\n");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader classes = new URLClassLoader(new URL[] {broken.toUri().toURL()}, before)) {
      thread.setContextClassLoader(classes);
      Registry registry = registry();

      assertThat(registry.plugins())
          .filteredOn(plugin -> plugin.origin().startsWith(broken.toString()))
          .extracting(InstalledPlugin::reason)
          .containsExactly(
              "its service file names com.acme.Gone, but there is no such class",
              "its service file names java.lang.String, which is no plug-in");
      assertThat(registry.find(Kind.LAYER, "conv2d")).isPresent();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void a_folder_that_is_not_there_and_an_allowed_plugin_that_is_not_there_are_mistakes()
      throws IOException {
    assertThatThrownBy(() -> new Options().withPlugins(folder.resolve("gone")))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("the folder of plug-ins", "gone", "name one that exists");

    new Jar().plugin("acme", "acme.x", API).write(jars.resolve("a.jar"));
    assertThatThrownBy(() -> registry(options().withAllowedPlugins("acne")))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("no plug-in 'acne' to allow", "did you mean 'acme'?");
    assertThat(inJars(registry(options().withAllowedPlugins("acme"))))
        .allMatch(InstalledPlugin::isEnabled);
    assertThat(inJars(registry(options().withAllowedPlugins())))
        .extracting(InstalledPlugin::state)
        .containsExactly(InstalledPlugin.State.NOT_ALLOWED);
  }
}
