package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Mixing;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StandardPluginTest {
  private static final Map<String, Class<?>> CONTRIBUTED = contributed();

  private static Map<String, Class<?>> contributed() {
    Map<String, Class<?>> byId = new TreeMap<>();
    Contributions collect =
        new Contributions() {
          @Override
          public <E extends Record & Extension> void add(String id, Class<E> type) {
            String full = Kind.of(type).label() + " " + id;
            assertThat(byId.put(full, type)).as(full).isNull();
          }
        };
    new StandardPlugin().contribute(collect);
    return byId;
  }

  @Test
  void the_service_loader_finds_it() {
    assertThat(ServiceLoader.load(Plugin.class))
        .extracting(plugin -> plugin.getClass().getAnnotation(PluginInfo.class).name())
        .containsOnlyOnce("standard");
  }

  @Test
  void ids_are_the_names_of_keras_in_snake_case() {
    assertThat(CONTRIBUTED.keySet())
        .contains(
            "layer conv2d",
            "layer max_pooling2d",
            "layer average_pooling2d",
            "layer global_average_pooling2d",
            "layer conv1d",
            "layer conv2d_transpose",
            "layer depthwise_conv2d",
            "layer separable_conv2d",
            "layer average_pooling1d",
            "layer global_max_pooling1d",
            "layer zero_padding2d",
            "layer cropping2d",
            "layer up_sampling2d",
            "layer reshape",
            "layer permute",
            "layer spatial_dropout2d",
            "layer batch_normalization",
            "layer layer_normalization",
            "layer group_normalization",
            "layer rms_normalization",
            "layer unit_normalization",
            "layer normalization",
            "layer rescaling",
            "layer flatten",
            "layer dense",
            "layer dropout",
            "layer gaussian_dropout",
            "layer gaussian_noise",
            "layer stochastic_depth",
            "layer squeeze_excite",
            "layer activation",
            "layer p_relu",
            "layer embedding",
            "layer simple_rnn",
            "layer lstm",
            "layer gru",
            "layer bidirectional",
            "layer multi_head_attention",
            "activation relu",
            "activation softmax",
            "activation relu6",
            "activation leaky_relu",
            "activation hard_silu",
            "activation log_softmax",
            "initializer glorot_uniform",
            "initializer he_normal",
            "initializer constant",
            "initializer lecun_normal",
            "initializer lecun_uniform",
            "initializer variance_scaling",
            "initializer random_normal",
            "initializer random_uniform",
            "initializer truncated_normal",
            "initializer orthogonal",
            "initializer identity",
            "loss categorical_cross_entropy",
            "loss binary_focal_cross_entropy",
            "loss mean_squared_error",
            "loss log_cosh",
            "loss kullback_leibler_divergence",
            "optimizer sgd",
            "optimizer adam",
            "optimizer adam_w",
            "optimizer ams_grad",
            "optimizer nadam",
            "optimizer adamax",
            "optimizer rms_prop",
            "optimizer adagrad",
            "optimizer adadelta",
            "optimizer adafactor",
            "optimizer ftrl",
            "optimizer lion",
            "optimizer lamb",
            "optimizer muon",
            "optimizer clip_by_global_norm",
            "optimizer clip_by_norm",
            "optimizer clip_by_value",
            "optimizer weight_decay",
            "optimizer rate_multiplier",
            "schedule constant",
            "schedule linear_decay",
            "schedule exponential_decay",
            "schedule step_decay",
            "schedule piecewise_constant_decay",
            "schedule inverse_time_decay",
            "schedule polynomial_decay",
            "schedule cosine_decay",
            "schedule cosine_decay_restarts",
            "schedule warmup",
            "schedule one_cycle",
            "schedule cyclic_learning_rate",
            "schedule reduce_on_plateau",
            "schedule function_schedule",
            "metric accuracy",
            "metric top_k_categorical_accuracy",
            "metric binary_accuracy",
            "metric precision",
            "metric recall",
            "metric f1_score",
            "metric f_beta_score",
            "metric roc_auc",
            "metric pr_auc",
            "metric log_loss",
            "metric brier_score_loss",
            "metric expected_calibration_error",
            "metric matthews_correlation",
            "metric cohen_kappa",
            "metric mean_io_u",
            "metric mean_squared_error",
            "metric mean_absolute_error",
            "metric root_mean_squared_error",
            "metric r2_score");
  }

  @Test
  void every_extension_of_the_jar_is_contributed() throws Exception {
    List<Class<?>> extensions = extensionsOfThisJar();

    assertThat(extensions).hasSizeGreaterThan(30);
    assertThat(CONTRIBUTED.values()).containsExactlyInAnyOrderElementsOf(extensions);
  }

  @Test
  void every_extension_is_held_to_the_contract_of_its_kind() throws Exception {
    List<Class<?>> tests = classesBeside(StandardPluginTest.class);
    for (Class<?> type : CONTRIBUTED.values()) {
      Class<? extends Extension> extension = type.asSubclass(Extension.class);
      Class<?> contract = contractOf(extension);
      assertThat(tests)
          .as("tests that implement %s for %s", contract.getSimpleName(), type.getName())
          .anyMatch(test -> contract.isAssignableFrom(test) && isRunFor(extension, test));
    }
  }

  private static Class<?> contractOf(Class<? extends Extension> extension)
      throws ClassNotFoundException {
    Class<?> kind =
        Stream.of(Merge.class, Mixing.class)
            .filter(special -> special.isAssignableFrom(extension))
            .findFirst()
            .<Class<?>>map(special -> special)
            .orElse(Kind.of(extension).type());
    return Class.forName("dev.tenon.testkit." + kind.getSimpleName() + "Contract");
  }

  /** Tells whether the build runs a test class, which declares to be about an extension. */
  private static boolean isRunFor(Class<?> extension, Class<?> test) {
    return test.getName().replaceAll("\\$.*", "").endsWith("Test")
        && Stream.of(test.getMethods())
            .anyMatch(m -> m.getName().equals("extension") && m.getReturnType() == extension);
  }

  private static List<Class<?>> extensionsOfThisJar() throws Exception {
    return classesBeside(StandardPlugin.class).stream()
        .filter(t -> Extension.class.isAssignableFrom(t) && Modifier.isPublic(t.getModifiers()))
        .collect(Collectors.<Class<?>>toList());
  }

  /** Returns all classes of the folder of classes that one is in. */
  private static List<Class<?>> classesBeside(Class<?> one)
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path root = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = root.relativize(file).toString().replace('/', '.').replace(".class", "");
        if (!name.endsWith("package-info")) {
          found.add(Class.forName(name));
        }
      }
    }
    return found;
  }
}
