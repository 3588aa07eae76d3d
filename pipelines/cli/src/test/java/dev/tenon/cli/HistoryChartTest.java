package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.History;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryChartTest {
  private static History history(int epochs, double loss) {
    History history = History.EMPTY;
    for (int i = 1; i <= epochs; i++) {
      Map<String, Double> values = new TreeMap<>();
      values.put("loss", loss / i);
      values.put("accuracy", 1 - 0.5 / i);
      values.put("val_loss", loss / i + 0.1);
      values.put("val_accuracy", 0.9 - 0.5 / i);
      values.put("learning_rate", 0.001);
      history = history.with(new History.Epoch(i, values));
    }
    return history;
  }

  private static Set<Integer> colours(BufferedImage picture) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colours.add(picture.getRGB(x, y) & 0xffffff);
      }
    }
    return colours;
  }

  @Test
  void there_is_one_panel_for_the_loss_and_one_for_each_metric() {
    BufferedImage two = HistoryChart.draw(history(3, 2));
    BufferedImage one =
        HistoryChart.draw(new History(List.of(new History.Epoch(1, Map.of("loss", 1.0)))));

    assertThat(two.getHeight()).isEqualTo(2 * one.getHeight());
    assertThat(two.getWidth()).isEqualTo(one.getWidth());
  }

  @Test
  void other_numbers_draw_other_curves() {
    assertThat(pixels(HistoryChart.draw(history(3, 2))))
        .isNotEqualTo(pixels(HistoryChart.draw(history(4, 2))))
        .isEqualTo(pixels(HistoryChart.draw(history(3, 2))));
  }

  @Test
  void training_and_validation_have_a_colour_each() {
    History training =
        new History(
            List.of(
                new History.Epoch(1, Map.of("loss", 1.0)),
                new History.Epoch(2, Map.of("loss", 0.5))));
    History both =
        new History(
            List.of(
                new History.Epoch(1, Map.of("loss", 1.0, "val_loss", 1.1)),
                new History.Epoch(2, Map.of("loss", 0.5, "val_loss", 0.6))));

    assertThat(colours(HistoryChart.draw(both)).size())
        .isGreaterThan(colours(HistoryChart.draw(training)).size());
  }

  @Test
  void values_that_are_not_finite_are_left_out() {
    History history =
        new History(
            List.of(
                new History.Epoch(1, Map.of("loss", Double.NaN)),
                new History.Epoch(2, Map.of("loss", 0.5))));

    assertThat(HistoryChart.draw(history).getHeight()).isPositive();
  }

  @Test
  void a_single_epoch_and_a_single_value_can_be_drawn() {
    assertThat(HistoryChart.draw(history(1, 0)).getHeight()).isPositive();
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(
        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
  }
}
