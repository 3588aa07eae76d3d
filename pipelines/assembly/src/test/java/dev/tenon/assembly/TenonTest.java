package dev.tenon.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenon.experiment.Parameter;
import dev.tenon.graph.Backend;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.Device;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Kind;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;
import dev.tenon.spi.Scope;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenonTest {
  private static final Options OPTIONS =
      new Options()
          .withDevice(Device.CPU)
          .withThreads(1)
          .withCache(new DataCache(Path.of("cache")));

  /** A layer of somebody else. */
  public record Doubling(int times, double factor, Activation after) implements Layer {
    /** Doubles. */
    public Doubling(int times) {
      this(times, 2, new Same());
    }

    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return after.apply(x.mul(Math.pow(factor, times)));
    }
  }

  /** An activation of somebody else. */
  public record Same() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  /** A plug-in of somebody else. */
  @PluginInfo(name = "acme", api = PluginInfo.API)
  public static final class AcmePlugin implements Plugin {
    @Override
    public void contribute(Contributions contributions) {
      contributions.add("acme.doubling", Doubling.class);
      contributions.add(Same.class);
    }
  }

  /** Another layer. */
  public record Halving() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return x.div(2);
    }
  }

  @Test
  void what_plugins_contribute_is_found_by_kind_and_id() {
    try (Tenon tenon = assembled(AcmePlugin.class)) {
      Registry registry = tenon.registry();

      assertThat(registry.find(Kind.LAYER, "acme.doubling")).contains(Doubling.class);
      assertThat(registry.find(Kind.ACTIVATION, "acme.doubling")).isEmpty();
      assertThat(registry.find(Kind.LAYER, "same")).isEmpty();
      assertThat(registry.idOf(Same.class)).contains("same");
      assertThat(registry.idOf(Halving.class)).isEmpty();
      assertThat(registry.ids(Kind.LAYER)).containsExactly("acme.doubling");
      assertThat(registry.ids(Kind.METRIC)).isEmpty();
    }
  }

  @Test
  void contributions_are_listed_with_owner_parameters_and_defaults() {
    try (Tenon tenon = assembled(AcmePlugin.class)) {
      Registry registry = tenon.registry();
      Owner acme = new Owner("acme", AcmePlugin.class);

      assertThat(registry.contributions())
          .containsExactly(
              new Contribution(Kind.LAYER, "acme.doubling", Doubling.class, acme),
              new Contribution(Kind.ACTIVATION, "same", Same.class, acme));
      assertThat(registry.parameters(registry.contributions().get(0)))
          .containsExactly(
              new Parameter("times", "integer", true, Optional.empty()),
              new Parameter("factor", "number", false, Optional.of("2.0")),
              new Parameter("after", "activation", false, Optional.of("\"same\"")));
      assertThat(acme).hasToString("acme (dev.tenon.assembly.TenonTest$AcmePlugin)");
    }
  }

  @Test
  void without_plugins_there_is_nothing() {
    try (Tenon tenon = assembled()) {
      assertThat(tenon.registry().contributions()).isEmpty();
    }
  }

  @Test
  void plugins_are_found_through_their_service_files(@TempDir Path folder) throws IOException {
    try (Tenon tenon = discovered(folder, AcmePlugin.class.getName())) {
      assertThat(tenon.registry().find(Kind.LAYER, "acme.doubling")).contains(Doubling.class);
      assertThat(tenon.registry().find(Kind.LAYER, "conv2d"))
          .as("the standard plug-ins come the same way")
          .isPresent();
    }
  }

  @Test
  void the_backend_is_made_when_first_asked_for_and_closed_with_the_whole() {
    List<String> log = new ArrayList<>();
    Backend watched =
        new Backend() {
          @Override
          public String description() {
            return "watched";
          }

          @Override
          public Session open(Graph graph) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void close() {
            log.add("closed");
          }
        };
    try (Tenon tenon =
        Tenon.create(
            OPTIONS,
            () -> {
              log.add("made");
              return watched;
            },
            List.of())) {
      assertThat(log).isEmpty();
      assertThat(tenon.backend()).isSameAs(watched).isSameAs(tenon.backend());
      assertThat(log).containsExactly("made");
    }
    assertThat(log).containsExactly("made", "closed");
  }

  @Test
  void a_backend_that_was_never_asked_for_is_never_made() {
    Tenon tenon =
        Tenon.create(
            OPTIONS,
            () -> {
              throw new AssertionError("made");
            },
            List.of());

    tenon.close();
  }

  @Test
  void a_backend_that_cannot_be_used_is_told_in_its_own_words() {
    UserError noGpu = new UserError("no CUDA device here");
    try (Tenon tenon =
        Tenon.create(
            OPTIONS,
            () -> {
              throw noGpu;
            },
            List.of())) {
      assertThatExceptionOfType(UserError.class).isThrownBy(tenon::backend).isSameAs(noGpu);
    }
  }

  @Test
  void graphs_run_on_onnx_runtime_unless_told_otherwise() {
    Tensor x = Tensor.input("x", dev.tenon.graph.DataType.FLOAT, Shape.of(2));
    Graph graph = new Graph(List.of(x), Map.of("y", x.add(1)));
    Map<String, NDArray> feeds = Map.of("x", NDArray.floats(Shape.of(2), 1, 2));
    try (Tenon onnx = Tenon.create(OPTIONS);
        Tenon reference = Tenon.create(OPTIONS, ReferenceBackend::new)) {
      assertThat(onnx.backend().description()).contains("ONNX Runtime", "cpu");
      try (Session one = onnx.backend().open(graph);
          Session two = reference.backend().open(graph)) {
        assertThat(one.run(feeds).get("y").toFloats()).containsExactly(2, 3);
        assertThat(two.run(feeds).get("y").toFloats()).containsExactly(2, 3);
      }
    }
  }

  private static Tenon assembled(Class<?>... plugins) {
    List<Candidate> candidates =
        Arrays.stream(plugins)
            .map(type -> Candidate.of("tests", type.asSubclass(Plugin.class)))
            .toList();
    return Tenon.create(
        OPTIONS, ReferenceBackend::new, Admission.of(OPTIONS, candidates, List.of()));
  }

  private static Tenon discovered(Path folder, String service) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Plugin.class.getName()), service + "\n");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(classes);
      return Tenon.create(OPTIONS, ReferenceBackend::new);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
