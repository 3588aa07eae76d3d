package dev.tenon.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.UserError;
import dev.tenon.spi.cases.Jar;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginBundleTest {
  @TempDir private Path folder;

  private static Jar scaling(String name, int factor) {
    return new Jar()
        .plugin(name, name + ".scaling", "PluginInfo.API")
        .with(name + ".Scaling", Jar.activationSource(Integer.toString(factor)));
  }

  @Test
  void a_worker_takes_jars_from_its_class_path_where_it_has_no_such_file() throws Exception {
    Path jars = folder.resolve("jars");
    scaling("a", 5).write(jars.resolve("a.jar"));
    scaling("b", 3).write(jars.resolve("b.jar"));
    Options options =
        new Options().withCache(new DataCache(folder.resolve("cache"))).withPlugins(jars);
    Path cache = folder.resolve("cache/plugins");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (PluginBundle bundle = PluginBundle.of(options.plugins().jars());
        URLClassLoader classes =
            new URLClassLoader(new URL[] {bundle.file().toUri().toURL()}, before)) {
      thread.setContextClassLoader(classes);
      assertThat(DiscoveryTest.applied(DiscoveryTest.registry(options), "a.scaling")).isEqualTo(5);
      assertThat(cache).as("nothing is copied").doesNotExist();

      Files.delete(jars.resolve("a.jar"));
      scaling("b", 4).write(jars.resolve("b.jar"));
      assertThat(DiscoveryTest.applied(DiscoveryTest.registry(options), "a.scaling")).isEqualTo(5);
      assertThat(DiscoveryTest.applied(DiscoveryTest.registry(options), "b.scaling"))
          .as("as it was")
          .isEqualTo(3);
      assertThat(cache.resolve(options.plugins().jars().get(0).sha256() + ".jar")).exists();

      thread.setContextClassLoader(before);
      assertThat(DiscoveryTest.inJars(DiscoveryTest.registry(options)))
          .extracting(InstalledPlugin::reason)
          .containsExactly(
              "its jar cannot be read: it is not on this machine",
              "its jar cannot be read: it is no longer what it was");
      assertThatThrownBy(() -> PluginBundle.of(options.plugins().jars().subList(1, 2)))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("has changed since it was loaded");
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
