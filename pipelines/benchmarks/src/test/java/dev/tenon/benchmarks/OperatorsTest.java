package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Shape;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorsTest {
  private final OnnxRuntimeBackend backend =
      new OnnxRuntimeBackend(new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1));

  static Stream<OperatorCase> cases() {
    return Stream.concat(
        OperatorCase.ofImages(Shape.of(2, 3, 8, 8)).stream(),
        OperatorCase.ofRows(4, 6, 5, 3).stream());
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
  void every_operator_with_several_formulations_is_measured_in_several() {
    assertThat(cases().map(OperatorCase::operator)).containsAll(backend.formulations().keySet());
    OperatorCase filterGrad =
        cases().filter(c -> c.operator().equals("ConvFilterGrad")).findFirst().orElseThrow();
    assertThat(Operators.measure(backend, filterGrad, 1))
        .extracting(Operators.Row::formulation)
        .isEqualTo(backend.formulations().get("ConvFilterGrad"));
  }

  @Test
  void a_mask_moves_its_gradient_its_result_and_what_it_yields() {
    OperatorCase mask =
        cases().filter(c -> c.operator().equals("ReluGrad")).findFirst().orElseThrow();
    assertThat(mask.bytes()).isEqualTo(3 * 4 * 2 * 3 * 8 * 8);
  }
}
