package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.training.StepGraph;
import org.junit.jupiter.api.Test;

class FlopsTest {
  private static long flops(Workload workload) {
    StepGraph step = StepGraph.training(workload.experiment());
    return Flops.of(step.graph(), workload.experiment().batch());
  }

  @Test
  void a_dense_layer_costs_three_products_and_the_first_two() {
    long all = 784L * 512 + 512 * 256 + 256 * 10;
    long without = 784L * 512;
    assertThat(flops(Workload.mlp(128))).isEqualTo(2 * 128 * (3 * all - without));
  }

  @Test
  void a_convolution_costs_as_much_in_each_gradient_as_forward() {
    long first = 26L * 26 * 32 * 9;
    long second = 24L * 24 * 32 * 32 * 9;
    long third = 10L * 10 * 64 * 32 * 9;
    long dense = 1600L * 128 + 128 * 10;
    long multiplications = 2 * first + 3 * (second + third + dense);
    assertThat(flops(Workload.smallCnn(64))).isEqualTo(2 * 64 * multiplications);
  }
}
