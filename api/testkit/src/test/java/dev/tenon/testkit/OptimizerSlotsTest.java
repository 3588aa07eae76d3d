package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Optimizers each of which is wrong in what it keeps from step to step. */
class OptimizerSlotsTest {
  private static final Initializer ZERO = new Filled(0);

  private static final AtomicInteger EMISSIONS = new AtomicInteger();

  /** Takes smaller steps the more often it was emitted. */
  record Tiring() implements OptimizerContractTest.Steady {
    @Override
    public Tensor update(Update update) {
      double strength = 1 + 0.5 / (1 + EMISSIONS.getAndIncrement());
      return update.parameter().sub(update.gradient().mul(update.rate()).mul(strength));
    }
  }

  static class TiringCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Tiring();
    }
  }

  /** Numbers its slots by how often any of its kind was emitted. */
  record Numbered() implements OptimizerContractTest.Steady {
    @Override
    public Tensor update(Update update) {
      String name = "last_" + EMISSIONS.getAndIncrement();
      update.scope().state(name, update.parameter().shape(), ZERO);
      update.scope().update(name, update.gradient());
      return OptimizerContractTest.stepped(update);
    }
  }

  static class NumberedCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Numbered();
    }
  }

  /** Forgets to update its average. */
  record Forgetful() implements OptimizerContractTest.Steady {
    @Override
    public Tensor update(Update update) {
      Tensor average = update.scope().state("average", update.parameter().shape(), ZERO);
      return OptimizerContractTest.stepped(update).add(average);
    }
  }

  static class ForgetfulCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Forgetful();
    }
  }

  /** Makes a parameter where it wants a slot. */
  record Confused() implements OptimizerContractTest.Steady {
    @Override
    public Tensor update(Update update) {
      Tensor slot = update.scope().parameter("slot", update.parameter().shape(), ZERO);
      return OptimizerContractTest.stepped(update).add(slot);
    }
  }

  static class ConfusedCase implements OptimizerContract {
    @Override
    public Optimizer extension() {
      return new Confused();
    }
  }

  @Test
  void what_a_resumed_run_does_not_know_is_found() {
    Verdict.of(TiringCase.class)
        .breaksOnly(
            "a resumed run ends with the same bits",
            "where the run was not interrupted",
            "7 steps, interrupted after 3, on distances of parameters");
  }

  @Test
  void names_that_change_are_found() {
    Map<String, String> broken = Verdict.of(NumberedCase.class).broken();

    assertThat(broken)
        .containsOnlyKeys(
            "its slots are the same whenever it is emitted",
            "a resumed run ends with the same bits");
    assertThat(broken.get("its slots are the same whenever it is emitted"))
        .contains("it has [optimizer/layer_0/w/last_");
  }

  @Test
  void a_slot_that_is_not_updated_is_found() {
    Verdict.of(ForgetfulCase.class)
        .breaksOnly(
            "each slot is state and is updated",
            "optimizer/layer_0/w/average is never updated",
            "distances of parameters of shapes [[], [4], [2, 3], [2, 1, 3, 3]]");
  }

  @Test
  void a_slot_that_is_a_parameter_is_found() {
    Verdict.of(ConfusedCase.class)
        .breaksOnly(
            "each slot is state and is updated",
            "optimizer/layer_0/w/slot is a parameter; an optimizer keeps state() alone",
            "distances of parameters");
  }
}
