package dev.tenon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.plugins.metrics.TopKCategoricalAccuracy;
import dev.tenon.spi.Mean;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuredTest {
  private static final TallyClasses CLASSES = new TallyClasses(Map.of());

  private static Map<String, Tally> step(double loss, int label) {
    Outcome outcome = new Outcome(new float[] {0.1f, 0.6f, 0.3f}, label, loss);
    Map<String, Tally> step = new LinkedHashMap<>();
    step.put("loss", Mean.ofLoss().add(outcome));
    step.put("accuracy", new Accuracy().empty().add(outcome));
    step.put("top_k_categorical_accuracy", new TopKCategoricalAccuracy(2).empty().add(outcome));
    return step;
  }

  @Test
  void it_is_the_same_after_it_was_written_and_read() throws IOException {
    Measured measured = new Measured(step(1, 0), List.of(step(2, 1), step(3, 2)));

    assertThat(Measured.of(measured.text(), CLASSES)).isEqualTo(measured);
    String again = Measured.of(measured.text(), CLASSES).text();
    assertThat(Measured.of(again, CLASSES).text()).isEqualTo(measured.text());
  }

  @Test
  void the_total_is_that_of_all_steps() {
    Map<String, Tally> total = new Measured(step(1, 0), List.of(step(2, 1), step(6, 2))).total();

    assertThat(total.get("loss").value()).isEqualTo(3);
    assertThat(total.get("accuracy").value()).isEqualTo(1 / 3.0);
    assertThat(total.get("top_k_categorical_accuracy").value()).isEqualTo(2 / 3.0);
  }

  @Test
  void what_workers_measure_in_one_step_is_merged_though_some_take_fewer() {
    List<Map<String, Tally>> merged =
        Measured.merged(List.of(step(1, 0), step(2, 0)), List.of(step(5, 1)));

    assertThat(merged).hasSize(2);
    assertThat(merged.get(0).get("loss").value()).isEqualTo(3);
    assertThat(merged.get(1).get("loss").value()).isEqualTo(2);
  }

  @Test
  void what_is_something_else_is_refused() {
    assertThatThrownBy(() -> Measured.of("!", CLASSES)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Measured.of("AAAA", CLASSES)).isInstanceOf(IOException.class);
  }
}
