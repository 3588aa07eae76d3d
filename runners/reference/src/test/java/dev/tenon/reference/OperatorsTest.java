package dev.tenon.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.TensorType;
import dev.tenon.graph.cases.OperatorCase;
import dev.tenon.graph.cases.OperatorCases;
import dev.tenon.graph.cases.OperatorFamily;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorsTest {
  private static final int CASES = 60;

  static List<OperatorFamily> all() {
    return OperatorCases.all();
  }

  static List<OperatorFamily> differentiable() {
    return OperatorCases.differentiable();
  }

  @ParameterizedTest
  @MethodSource("all")
  void executed_types_are_the_inferred_ones(OperatorFamily family) {
    for (int seed = 0; seed < CASES; seed++) {
      OperatorCase drawn = family.at(seed);
      TensorType inferred = drawn.output().type();
      TensorType executed = Interpreter.run(drawn.output(), values(drawn)).type();
      assertThat(executed)
          .as(drawn.name())
          .isEqualTo(
              new TensorType(inferred.dataType(), inferred.shape().bind(drawn.draw().batch())));
    }
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void gradients_agree_with_central_differences(OperatorFamily family) {
    for (int seed = 0; seed < CASES; seed++) {
      OperatorCase drawn = family.at(seed);
      GradientCheck.check(drawn.name(), drawn.output(), values(drawn), seed);
    }
  }

  static List<OperatorFamily> ties() {
    return OperatorCases.ties();
  }

  @ParameterizedTest
  @MethodSource("ties")
  void elements_that_tie_share_all_of_the_gradient_and_no_more(OperatorFamily family) {
    for (int seed = 0; seed < CASES; seed++) {
      OperatorCase drawn = family.at(seed).withGradients();
      Map<String, Value> values = values(drawn);
      Map<String, Value> outputs = Interpreter.run(drawn.graph(), values);
      double shared = 0;
      for (Map.Entry<String, Value> output : outputs.entrySet()) {
        shared += output.getKey().endsWith(":gradient") ? sum(output.getValue()) : 0;
      }
      double upstream = sum(values.get("x" + family.at(seed).graph().inputs().size()));
      assertThat(shared).as(drawn.name()).isCloseTo(upstream, within(1e-9));
    }
  }

  private static double sum(Value value) {
    return Arrays.stream(value.data()).sum();
  }

  private static Map<String, Value> values(OperatorCase drawn) {
    Map<String, Value> values = new HashMap<>();
    drawn.values().forEach((name, array) -> values.put(name, Value.of(array)));
    return values;
  }
}
