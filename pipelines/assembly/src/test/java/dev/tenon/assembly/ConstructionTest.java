package dev.tenon.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import dev.tenon.experiment.Codec;
import dev.tenon.graph.Backend;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What plug-ins are given, and what they cannot reach. */
class ConstructionTest {
  private static final DataCache CACHE = new DataCache(Path.of("cache"));
  private static final Options OPTIONS = new Options().withCache(CACHE);
  private static final List<Object> GIVEN = new ArrayList<>();

  /** What a plug-in's parts share. */
  @Singleton
  static final class Counter {
    @Inject
    Counter() {}
  }

  /** A part that needs another. */
  record Part(Counter counter) {
    @Inject
    Part {}
  }

  /** What a module binds. */
  interface Clock {
    /** Returns the time. */
    long now();
  }

  static final class NoonModule extends AbstractModule {
    @Override
    protected void configure() {
      bind(Clock.class).toInstance(() -> 12);
    }
  }

  static final class MidnightModule extends AbstractModule {
    @Override
    protected void configure() {
      bind(Clock.class).toInstance(() -> 0);
    }
  }

  static final class GreedyModule extends AbstractModule {
    @Override
    protected void configure() {
      bind(DataCache.class).toInstance(new DataCache(Path.of("elsewhere")));
    }
  }

  /** A plug-in that takes note of what it was given. */
  private abstract static class Noting implements Plugin {
    Noting(Object... given) {
      GIVEN.addAll(Arrays.asList(given));
    }

    @Override
    public void contribute(Contributions to) {}
  }

  @PluginInfo(name = "asking", api = PluginInfo.API)
  static final class AskingPlugin extends Noting {
    @Inject
    AskingPlugin(DataCache cache, Counter counter, Part part) {
      super(cache, counter, part);
    }
  }

  @PluginInfo(name = "counting", api = PluginInfo.API)
  static final class CountingPlugin extends Noting {
    @Inject
    CountingPlugin(Counter counter) {
      super(counter);
    }
  }

  @PluginInfo(name = "noon", api = PluginInfo.API, modules = NoonModule.class)
  static final class NoonPlugin extends Noting {
    @Inject
    NoonPlugin(Clock clock) {
      super(clock.now());
    }
  }

  @PluginInfo(name = "midnight", api = PluginInfo.API, modules = MidnightModule.class)
  static final class MidnightPlugin extends Noting {
    @Inject
    MidnightPlugin(Clock clock) {
      super(clock.now());
    }
  }

  @PluginInfo(name = "timeless", api = PluginInfo.API)
  static final class TimelessPlugin extends Noting {
    @Inject
    TimelessPlugin(Clock clock) {
      super(clock);
    }
  }

  @PluginInfo(name = "greedy", api = PluginInfo.API, modules = GreedyModule.class)
  static final class GreedyPlugin extends Noting {
    @Inject
    GreedyPlugin(DataCache cache) {
      super(cache);
    }
  }

  @PluginInfo(name = "curious", api = PluginInfo.API)
  static final class CuriousPlugin extends Noting {
    @Inject
    CuriousPlugin(Tenon tenon) {
      super(tenon);
    }
  }

  @PluginInfo(name = "nosy", api = PluginInfo.API)
  static final class NosyPlugin extends Noting {
    @Inject
    NosyPlugin(Registry registry) {
      super(registry);
    }
  }

  @PluginInfo(name = "writing", api = PluginInfo.API)
  static final class WritingPlugin extends Noting {
    @Inject
    WritingPlugin(Codec codec) {
      super(codec);
    }
  }

  @PluginInfo(name = "computing", api = PluginInfo.API)
  static final class ComputingPlugin extends Noting {
    @Inject
    ComputingPlugin(Backend backend) {
      super(backend);
    }
  }

  @PluginInfo(name = "lost", api = PluginInfo.API, modules = String.class)
  static final class LostPlugin extends Noting {
    @Inject
    LostPlugin() {}
  }

  @PluginInfo(name = "useless", api = PluginInfo.API, modules = NoonModule.class)
  public static final class UselessPlugin extends Noting {
    /** Asks for nothing. */
    public UselessPlugin() {}
  }

  @PluginInfo(name = "throwing", api = PluginInfo.API)
  static final class ThrowingPlugin extends Noting {
    @Inject
    ThrowingPlugin(DataCache cache) {
      throw new IllegalStateException("no licence");
    }
  }

  @BeforeEach
  void forget() {
    GIVEN.clear();
  }

  private static List<InstalledPlugin> taken(Class<?>... types) {
    List<Candidate> candidates =
        Arrays.stream(types)
            .map(type -> Candidate.of("place", type.asSubclass(Plugin.class)))
            .toList();
    return Admission.of(OPTIONS, List.of(), candidates);
  }

  private static String refusal(Class<? extends Plugin> type) {
    GIVEN.clear();
    InstalledPlugin plugin = taken(type).get(0);
    assertThat(plugin.state()).isEqualTo(InstalledPlugin.State.BROKEN);
    assertThat(GIVEN).isEmpty();
    assertThat(plugin.reason()).doesNotContain("\n");
    return plugin.reason();
  }

  @Test
  void a_plugin_is_given_the_cache_and_parts_of_its_own() {
    assertThat(taken(AskingPlugin.class)).allMatch(InstalledPlugin::isEnabled);

    assertThat(GIVEN.get(0)).isSameAs(CACHE);
    assertThat(((Part) GIVEN.get(2)).counter()).isSameAs(GIVEN.get(1));
  }

  @Test
  void two_plugins_share_nothing_though_the_class_be_the_same() {
    assertThat(taken(AskingPlugin.class, CountingPlugin.class))
        .allMatch(InstalledPlugin::isEnabled);

    assertThat(GIVEN.get(3)).isInstanceOf(Counter.class).isNotSameAs(GIVEN.get(1));
  }

  @Test
  void a_module_binds_for_its_own_plugin_alone() {
    List<InstalledPlugin> plugins =
        taken(NoonPlugin.class, MidnightPlugin.class, TimelessPlugin.class);

    assertThat(plugins).extracting(InstalledPlugin::isEnabled).containsExactly(true, true, false);
    assertThat(GIVEN).containsExactly(12L, 0L);
    assertThat(plugins.get(2).reason()).contains("it cannot be made", "Clock");
  }

  @Test
  void no_plugin_can_bind_anew_what_tenon_gives() {
    assertThat(refusal(GreedyPlugin.class)).contains("it cannot be made", "DataCache");
    assertThat(taken(AskingPlugin.class)).allMatch(InstalledPlugin::isEnabled);
    assertThat(GIVEN.get(0)).isSameAs(CACHE);
  }

  @Test
  void tenons_own_parts_are_not_given_to_plugins() {
    assertThat(refusal(CuriousPlugin.class)).contains("it cannot be made");
    assertThat(refusal(NosyPlugin.class)).contains("it cannot be made", "Registry");
    assertThat(refusal(WritingPlugin.class)).contains("it cannot be made", "Codec");
    assertThat(refusal(ComputingPlugin.class)).contains("it cannot be made", "Backend");
  }

  @Test
  void mistakes_with_modules_and_constructors_are_told() {
    assertThat(refusal(LostPlugin.class)).contains("java.lang.String", "no module of Guice");
    assertThat(refusal(UselessPlugin.class))
        .contains("names modules, but has no constructor with @Inject");
    assertThat(refusal(ThrowingPlugin.class))
        .isEqualTo("it cannot be made: java.lang.IllegalStateException: no licence");
  }
}
