package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorsTest {
  private final OnnxRuntimeBackend backend =
      new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1));

  static Stream<OperatorCase> cases() {
    return Stream.of(
            OperatorCase.ofImages(Shape.of(2, 3, 8, 8)),
            OperatorCase.ofStrides(Shape.of(2, 3, 8, 8), 1, 3),
            OperatorCase.ofGroups(Shape.of(2, 4, 8, 8), 2),
            OperatorCase.ofRows(4, 6, 5, 3))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void each_case_has_times_and_one_formulation_that_is_chosen(OperatorCase each) {
    List<Operators.Row> rows = Operators.measure(backend, each, 1);
    assertThat(rows).filteredOn(Operators.Row::chosen).hasSize(1);
    assertThat(rows).allMatch(row -> row.millis() > 0 && row.bound() > 0);
    List<String> known = backend.formulations().getOrDefault(each.operator(), List.of("only"));
    assertThat(rows).extracting(Operators.Row::formulation).isSubsetOf(known);
  }

  @Test
  void every_formulation_of_every_operator_is_measured() {
    Map<String, Set<String>> measured = new TreeMap<>();
    cases()
        .filter(each -> backend.formulations().containsKey(each.operator()))
        .forEach(
            each ->
                Operators.measure(backend, each, 1)
                    .forEach(
                        row ->
                            measured
                                .computeIfAbsent(each.operator(), name -> new TreeSet<>())
                                .add(row.formulation())));
    assertThat(measured.keySet()).isEqualTo(backend.formulations().keySet());
    backend
        .formulations()
        .forEach(
            (operator, names) ->
                assertThat(measured.get(operator))
                    .as(operator)
                    .containsExactlyInAnyOrderElementsOf(names));
  }

  @Test
  void operators_are_chosen_by_name() {
    assertThat(Operators.cases("all")).hasSizeGreaterThan(40);
    assertThat(Operators.cases("MatMul,Adam"))
        .extracting(OperatorCase::operator)
        .containsExactly("MatMul", "Adam");
    assertThatThrownBy(() -> Operators.cases("Adam,Magic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ConvInputGrad")
        .hasMessageEndingWith("got Adam,Magic");
  }

  @Test
  void there_is_at_least_one_round() {
    assertThat(Operators.rounds("2")).isEqualTo(2);
    assertThatThrownBy(() -> Operators.rounds("0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rounds must be a positive number; got 0");
  }

  @Test
  void a_mask_moves_its_gradient_its_result_and_what_it_yields() {
    OperatorCase mask =
        cases().filter(c -> c.operator().equals("ReluGrad")).findFirst().orElseThrow();
    assertThat(mask.bytes()).isEqualTo(3 * 4 * 2 * 3 * 8 * 8);
  }
}
