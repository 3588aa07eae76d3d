package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Optimizers that are right, and optimizers each of which is wrong in its steps. */
class OptimizerContractTest {
  private static final Initializer ZERO = new Filled(0);

  /** An optimizer of this rate. */
  interface Steady extends Optimizer {
    @Override
    default double learningRate() {
      return 0.01;
    }
  }

  /** What right optimizers do. */
  static Tensor stepped(Update update) {
    return update.parameter().sub(update.gradient().mul(update.rate()));
  }

  record Momentum(double keep) implements Steady {
    @Override
    public Tensor update(Update update) {
      Shape shape = update.parameter().shape();
      Tensor before = update.scope().state("velocity", shape, ZERO);
      Tensor velocity = before.mul(keep).sub(update.gradient().mul(update.rate()));
      update.scope().update("velocity", velocity);
      return update.parameter().add(velocity);
    }
  }

  static class MomentumCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Momentum(0.9);
    }
  }

  /** Decays, clips by the common norm, and takes steps that depend on the rate's root. */
  record Everything() implements Steady {
    @Override
    public Tensor update(Update update) {
      Tensor step = update.gradient().add(update.parameter().mul(1e-4));
      return update.parameter().sub(step.mul(update.rate().sqrt().mul(0.1)));
    }

    @Override
    public List<Tensor> updateAll(List<Update> updates) {
      Tensor sum = Tensor.constant(0);
      for (Update update : updates) {
        sum = sum.add(update.gradient().square().reduceSum(false));
      }
      Tensor factor = sum.sqrt().max(Tensor.constant(1)).reciprocal();
      return updates.stream()
          .map(
              u ->
                  update(
                      new Update(
                          u.scope(), u.parameter(), u.gradient().mul(factor), u.rate(), u.step())))
          .toList();
    }
  }

  static class UndeclaredCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Everything();
    }
  }

  static class EverythingCase extends UndeclaredCase {
    @Override
    public boolean decaysParameters() {
      return true;
    }

    @Override
    public boolean looksAtAllGradients() {
      return true;
    }

    @Override
    public boolean followsTheRate() {
      return false;
    }
  }

  static class OverdeclaredCase extends EverythingCase {
    @Override
    public Optimizer extension() {
      return new Momentum(0.9);
    }
  }

  record Ascent() implements Steady {
    @Override
    public Tensor update(Update update) {
      return update.parameter().add(update.gradient().mul(update.rate()));
    }
  }

  static class AscentCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Ascent();
    }
  }

  /** Adds to the rate. */
  record Stubborn() implements Steady {
    @Override
    public Tensor update(Update update) {
      return update.parameter().sub(update.gradient().mul(update.rate().add(0.001)));
    }
  }

  static class StubbornCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Stubborn();
    }
  }

  /** Takes every parameter to be a matrix. */
  record Matrices() implements Steady {
    @Override
    public Tensor update(Update update) {
      Tensor gradient = update.gradient();
      return update.parameter().sub(gradient.transpose(1, 0).transpose(1, 0).mul(update.rate()));
    }
  }

  static class MatricesCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Matrices();
    }
  }

  /** Makes one number of each parameter. */
  record Flattening() implements Steady {
    @Override
    public Tensor update(Update update) {
      return stepped(update).reduceMean(false);
    }
  }

  static class FlatteningCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Flattening();
    }
  }

  /** Has no rate to start from. */
  record Rateless() implements Optimizer {
    @Override
    public double learningRate() {
      return 0;
    }

    @Override
    public Tensor update(Update update) {
      return stepped(update);
    }
  }

  static class RatelessCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Rateless();
    }

    @Override
    public List<Double> rates() {
      return List.of(1.0, 0.1, 0.01, 0.001);
    }
  }

  /** Rounds parameters to what is left of them beside a large number. */
  record Absorbing() implements Steady {
    @Override
    public Tensor update(Update update) {
      return stepped(update).add(1e4).sub(1e4);
    }
  }

  static class AbsorbingCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Absorbing();
    }
  }

  @Test
  void right_optimizers_break_no_law() {
    assertThat(Verdict.of(MomentumCase.class).broken()).isEmpty();
    assertThat(Verdict.of(MomentumCase.class).held()).isEqualTo(16);
    assertThat(Verdict.of(EverythingCase.class).broken()).isEmpty();
  }

  @Test
  void the_wrong_direction_is_found() {
    Map<String, String> broken = Verdict.of(AscentCase.class).broken();

    assertThat(broken)
        .containsOnlyKeys(
            "it descends a parabola",
            "it follows rosenbrocks valley",
            "it fits a matrix",
            "it trains parameters of mixed shapes");
    assertThat(broken.get("it descends a parabola"))
        .contains("after 3000 steps, what is left of the height at each rate is {0.01=")
        .contains("; on a parabola; with seed 1");
  }

  @Test
  void a_step_that_does_not_follow_the_rate_is_found() {
    Verdict.of(StubbornCase.class)
        .breaksOnly(
            "the step follows the learning rate", " at twice the rate", "the rates 0.01 and 0.02");
  }

  @Test
  void an_optimizer_of_matrices_alone_is_found() {
    Map<String, String> broken = Verdict.of(MatricesCase.class).broken();

    assertThat(broken).doesNotContainKey("it fits a matrix");
    assertThat(broken.get("it trains parameters of mixed shapes"))
        .contains("threw dev.tenon.graph.ShapeException")
        .contains("on distances of parameters of shapes");
  }

  @Test
  void a_value_of_another_shape_is_found() {
    assertThat(
            Verdict.of(FlatteningCase.class)
                .broken()
                .get("each parameter gets a value of its shape"))
        .contains("layer_1/w is FLOAT[4] and would become FLOAT[]");
  }

  @Test
  void capabilities_that_are_not_declared_are_found() {
    Map<String, String> broken = Verdict.of(UndeclaredCase.class).broken();

    assertThat(broken)
        .containsOnlyKeys(
            "what has no gradient stays",
            "parameters do not touch one another",
            "the step follows the learning rate");
    assertThat(broken.get("what has no gradient stays"))
        .contains("it moved element 1 of a from -2.0 to -1.99");
    assertThat(broken.get("parameters do not touch one another"))
        .contains("when the gradient for b was larger");
  }

  @Test
  void capabilities_that_are_declared_and_not_there_are_found() {
    assertThat(Verdict.of(OverdeclaredCase.class).broken().values())
        .hasSize(3)
        .anyMatch(m -> m.contains("decaysParameters() is declared to be true"))
        .anyMatch(m -> m.contains("looksAtAllGradients() is declared to be true"))
        .anyMatch(m -> m.contains("followsTheRate() is declared to be false"));
  }

  @Test
  void a_rate_of_zero_is_found() {
    assertThat(
            Verdict.of(RatelessCase.class).broken().get("its learning rate is positive and finite"))
        .contains("it is 0.0");
  }

  @Test
  void what_single_precision_does_not_bear_is_found() {
    assertThat(
            Verdict.of(AbsorbingCase.class)
                .broken()
                .get("onnx runtime takes the steps of the reference"))
        .contains("element 0 of layer_0/w is 0.1")
        .contains("on 7 steps on distances of parameters");
  }
}
