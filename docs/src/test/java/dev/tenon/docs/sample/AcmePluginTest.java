package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.examples.FashionMnistCnn;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Placement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcmePluginTest {
  @Test
  void an_epsilon_that_is_not_positive_is_refused() {
    assertThatThrownBy(() -> new RmsNorm(0)).hasMessage("epsilon must be positive, got 0.0");
  }

  @Test
  void an_experiment_that_uses_it_goes_through_json_under_its_id() {
    Experiment plain = new FashionMnistCnn().experiment();
    List<Placement> layers = new ArrayList<>(plain.model().layers());
    layers.add(layers.size() - 1, new Placement(new RmsNorm()));
    Experiment normed = plain.withModel(new Model(plain.model().input(), layers)).validated();
    try (Tenon tenon = Tenon.create(new Options())) {
      String json = tenon.codec().write(normed);
      assertThat(json).contains("acme.rms_norm");
      assertThat(tenon.codec().read(json, "test")).isEqualTo(normed);
    }
  }
}
