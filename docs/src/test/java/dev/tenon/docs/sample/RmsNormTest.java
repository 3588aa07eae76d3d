package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.examples.FashionMnistCnn;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Placement;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.GradientCheck;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.reference.Value;
import dev.tenon.spi.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RmsNormTest {
  // region test
  private final Scope scope = Scope.evaluation();
  private final Tensor x = Tensor.input("x", DataType.FLOAT, Shape.of(2, 2));
  private final Tensor y = new RmsNorm(3.5).apply(scope, x);

  @Test
  void a_row_is_divided_by_its_root_mean_square() {
    Graph graph = new Graph(List.of(x, scope.variables().get(0).tensor()), Map.of("y", y));
    try (Session session = new ReferenceBackend().open(graph)) {
      NDArray rows = NDArray.floats(x.shape(), 3, 4, -3, 4);
      NDArray gain = NDArray.floats(Shape.of(2), 2, -1);
      // The mean square of 3 and 4 is 12.5, and the root of 12.5 + 3.5 is 4.
      assertThat(session.run(Map.of("x", rows, "gain", gain)).get("y").toFloats())
          .containsExactly(1.5f, -1, -1.5f, -1);
    }
  }

  @Test
  void its_gradients_agree_with_finite_differences() {
    Value rows = Value.floats(x.shape(), 3, 4, -1, 0.5);
    Value gain = Value.floats(Shape.of(2), 2, -1);
    GradientCheck.check("RmsNorm", y, Map.of("x", rows, "gain", gain), 1);
  }

  // endregion

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
