package dev.tenon.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Kind;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;
import dev.tenon.spi.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  /** A layer. */
  public record Halving() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return x.div(2);
    }
  }

  /** Another layer. */
  public record Doubling() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return x.mul(2);
    }
  }

  /** An activation. */
  public record Same() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  @PluginInfo(name = "acme", api = PluginInfo.API)
  public static final class AcmePlugin implements Plugin {
    @Override
    public void contribute(Contributions to) {
      to.add("shared.scaled", Halving.class);
    }
  }

  /** A plug-in that uses an id of another, and has one of its own. */
  @PluginInfo(name = "rival", api = PluginInfo.API)
  public static final class RivalPlugin implements Plugin {
    @Override
    public void contribute(Contributions to) {
      to.add("rival.same", Same.class);
      to.add("shared.scaled", Doubling.class);
    }
  }

  /** A plug-in that uses another's name. */
  @PluginInfo(name = "acme", api = PluginInfo.API)
  public static final class ImpostorPlugin implements Plugin {
    /** Never gets that far. */
    public ImpostorPlugin() {
      throw new AssertionError("run");
    }

    @Override
    public void contribute(Contributions to) {}
  }

  /** A plug-in that uses another's record. */
  @PluginInfo(name = "borrower", api = PluginInfo.API)
  public static final class BorrowerPlugin implements Plugin {
    @Override
    public void contribute(Contributions to) {
      to.add("borrower.halved", Halving.class);
    }
  }

  @PluginInfo(name = "twice", api = PluginInfo.API)
  public static final class TwicePlugin implements Plugin {
    @Override
    public void contribute(Contributions to) {
      to.add("twice.a", Halving.class);
      to.add("twice.b", Halving.class);
    }
  }

  /** One id in two kinds, which is fine. */
  @PluginInfo(name = "kinds", api = PluginInfo.API)
  public static final class KindsPlugin implements Plugin {
    @Override
    public void contribute(Contributions to) {
      to.add("kinds.x", Halving.class);
      to.add("kinds.x", Same.class);
    }
  }

  @PluginInfo(name = "unmade", api = PluginInfo.API)
  public static final class UnmadePlugin implements Plugin {
    /** Fails. */
    public UnmadePlugin() {
      throw new IllegalStateException("no licence\nsecond line");
    }

    @Override
    public void contribute(Contributions to) {}
  }

  @PluginInfo(name = "failing", api = PluginInfo.API)
  public static final class FailingPlugin implements Plugin {
    @Override
    public void contribute(Contributions to) {
      to.add("failing.same", Same.class);
      throw new NoClassDefFoundError("com/acme/Gone");
    }
  }

  @PluginInfo(name = "misnaming", api = PluginInfo.API)
  public static final class MisnamingPlugin implements Plugin {
    @Override
    public void contribute(Contributions to) {
      to.add("Not An Id", Same.class);
    }
  }

  /** A plug-in that says nothing of itself. */
  public static final class MutePlugin implements Plugin {
    @Override
    public void contribute(Contributions to) {}
  }

  @PluginInfo(name = "Ill Named", api = PluginInfo.API)
  public static final class IllNamedPlugin implements Plugin {
    @Override
    public void contribute(Contributions to) {}
  }

  @PluginInfo(name = "newer", api = "7.3")
  public static final class NewerPlugin implements Plugin {
    /** Never gets that far. */
    public NewerPlugin() {
      throw new AssertionError("run");
    }

    @Override
    public void contribute(Contributions to) {}
  }

  @PluginInfo(name = "vague", api = "latest")
  public static final class VaguePlugin implements Plugin {
    @Override
    public void contribute(Contributions to) {}
  }

  @PluginInfo(name = "private_made", api = PluginInfo.API)
  public static final class PrivatelyMadePlugin implements Plugin {
    private PrivatelyMadePlugin() {}

    @Override
    public void contribute(Contributions to) {}
  }

  private static final Options OPTIONS = new Options();

  private static List<InstalledPlugin> taken(Options options, Class<?>... onClassPath) {
    return Admission.of(options, candidates(onClassPath), List.of());
  }

  private static List<Candidate> candidates(Class<?>... types) {
    return Arrays.stream(types)
        .map(type -> Candidate.of("place", type.asSubclass(Plugin.class)))
        .toList();
  }

  private static String reason(Class<? extends Plugin> type) {
    List<InstalledPlugin> plugins = taken(OPTIONS, AcmePlugin.class, type);
    assertThat(plugins).hasSize(2).filteredOn(InstalledPlugin::isEnabled).hasSize(1);
    InstalledPlugin disabled =
        plugins.stream().filter(plugin -> !plugin.isEnabled()).findFirst().orElseThrow();
    assertThat(disabled.state()).isEqualTo(InstalledPlugin.State.BROKEN);
    assertThat(new Registry(plugins).find(Kind.LAYER, "shared.scaled")).contains(Halving.class);
    return disabled.reason();
  }

  @Test
  void a_plugin_whose_id_is_taken_is_disabled_as_a_whole_and_alone() {
    for (List<InstalledPlugin> plugins :
        List.of(
            taken(OPTIONS, AcmePlugin.class, RivalPlugin.class),
            taken(OPTIONS, RivalPlugin.class, AcmePlugin.class))) {
      Registry registry = new Registry(plugins);

      assertThat(plugins).extracting(InstalledPlugin::isEnabled).containsExactly(true, false);
      assertThat(plugins.get(1).reason())
          .isEqualTo(
              "the layer 'shared.scaled' is contributed by acme (%s) already"
                  .formatted(AcmePlugin.class.getName()));
      assertThat(registry.find(Kind.LAYER, "shared.scaled")).contains(Halving.class);
      assertThat(registry.find(Kind.ACTIVATION, "rival.same")).isEmpty();
      assertThat(registry.whyMissing(Kind.ACTIVATION, "rival.same"))
          .contains(
              "plug-in rival (place) would offer it, but is disabled: " + plugins.get(1).reason());
      assertThat(registry.whyMissing(Kind.ACTIVATION, "rival.else")).isEmpty();
    }
  }

  @Test
  void plugins_of_the_class_path_come_before_those_of_jars() {
    List<InstalledPlugin> plugins =
        Admission.of(OPTIONS, candidates(RivalPlugin.class), candidates(AcmePlugin.class));

    assertThat(plugins)
        .extracting(plugin -> plugin.name().orElseThrow(), InstalledPlugin::isEnabled)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("rival", true),
            org.assertj.core.groups.Tuple.tuple("acme", false));
  }

  @Test
  void one_id_in_two_kinds_is_no_clash() {
    Registry registry = new Registry(taken(OPTIONS, KindsPlugin.class));

    assertThat(registry.find(Kind.LAYER, "kinds.x")).contains(Halving.class);
    assertThat(registry.find(Kind.ACTIVATION, "kinds.x")).contains(Same.class);
  }

  @Test
  void a_record_under_two_ids_is_refused_since_its_json_would_be_ambiguous() {
    assertThat(taken(OPTIONS, TwicePlugin.class).get(0).reason())
        .contains("Halving is both the layer 'twice.a'", "and the layer 'twice.b'");
    assertThat(reason(BorrowerPlugin.class))
        .contains("Halving is both the layer 'shared.scaled' of acme", "'borrower.halved'");
  }

  @Test
  void the_second_of_two_plugins_of_one_name_is_disabled_before_it_runs() {
    assertThat(reason(ImpostorPlugin.class))
        .isEqualTo("its name is that of the plug-in acme (place)");
  }

  @Test
  void whatever_a_plugin_throws_is_told_in_one_line() {
    assertThat(reason(UnmadePlugin.class))
        .isEqualTo("it cannot be made: java.lang.IllegalStateException: no licence");
    assertThat(reason(FailingPlugin.class))
        .isEqualTo(
            "it cannot contribute: a class is missing (NoClassDefFoundError: com/acme/Gone);"
                + " put all that it needs into its jar");
    assertThat(reason(MisnamingPlugin.class))
        .startsWith("it cannot contribute: ")
        .contains("got 'Not An Id'");
  }

  @Test
  void what_a_plugin_says_of_itself_is_checked_before_it_runs() {
    assertThat(reason(MutePlugin.class)).contains("MutePlugin has no @PluginInfo");
    assertThat(reason(IllNamedPlugin.class)).contains("lower-case words", "got 'Ill Named'");
    assertThat(reason(VaguePlugin.class)).contains("a version such as", "got 'latest'");
    assertThat(reason(NewerPlugin.class))
        .isEqualTo(
            "it was built for API 7.3, and this Tenon runs plug-ins built for API %s alone;"
                    .formatted(PluginInfo.API)
                + " use another version of the plug-in or of Tenon");
    assertThat(reason(PrivatelyMadePlugin.class))
        .contains("neither a public constructor without parameters nor one with @Inject");
  }

  @Test
  void what_is_not_allowed_never_runs_and_is_not_broken() {
    List<InstalledPlugin> plugins =
        taken(
            OPTIONS.withAllowedPlugins("rival"),
            UnmadePlugin.class,
            MutePlugin.class,
            RivalPlugin.class);

    assertThat(plugins)
        .extracting(InstalledPlugin::state)
        .containsExactly(
            InstalledPlugin.State.NOT_ALLOWED,
            InstalledPlugin.State.ENABLED,
            InstalledPlugin.State.NOT_ALLOWED);
    assertThat(new Registry(plugins).whyMissing(Kind.LAYER, "unmade.layer"))
        .contains(
            "plug-in unmade (place) would offer it, but is disabled: it is not among the plug-ins"
                + " that are allowed");
  }

  @Test
  void a_plugin_of_unknown_name_is_known_by_its_jar() {
    Registry registry =
        new Registry(
            Admission.of(
                OPTIONS, List.of(), List.of(Candidate.broken("/p/acme-nets-1.2.jar", "empty"))));

    assertThat(registry.whyMissing(Kind.LAYER, "acme_nets.norm"))
        .isEqualTo(
            Optional.of("plug-in /p/acme-nets-1.2.jar would offer it, but is disabled: empty"));
    assertThat(registry.whyMissing(Kind.LAYER, "acme.norm")).isEmpty();
  }
}
