package dev.tenon.cli;

import dev.tenon.spi.History;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws how a model learned: the loss, and below it each metric, one panel each, with a curve for
 * the training data and another for the validation data.
 */
final class HistoryChart {
  private static final int WIDTH = 900;
  private static final int PANEL_HEIGHT = 380;
  private static final String VALIDATION = "val_";

  /** Not a result of learning, and of quite another size. */
  private static final String LEARNING_RATE = "learning_rate";

  private HistoryChart() {}

  /**
   * Draws a history.
   *
   * @param history the results of at least one epoch
   * @return the picture
   */
  static BufferedImage draw(History history) {
    List<String> measured = measured(history);
    BufferedImage picture =
        new BufferedImage(WIDTH, PANEL_HEIGHT * measured.size(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      for (String name : measured) {
        panel(history, name).paint(graphics, WIDTH, PANEL_HEIGHT);
        graphics.translate(0, PANEL_HEIGHT);
      }
    } finally {
      graphics.dispose();
    }
    return picture;
  }

  private static List<String> measured(History history) {
    return history.epochs().get(0).values().keySet().stream()
        .filter(name -> !name.startsWith(VALIDATION) && !name.equals(LEARNING_RATE))
        .toList();
  }

  private static XYChart panel(History history, String name) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(PANEL_HEIGHT)
            .title(name.replace('_', ' '))
            .xAxisTitle("epoch")
            .build();
    int epochs = history.epochs().size();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(epochs + 1.0);
    chart.getStyler().setXAxisDecimalPattern("0").setXAxisMaxLabelCount(Math.min(epochs + 2, 12));
    addCurve(chart, "training", history, name);
    addCurve(chart, "validation", history, VALIDATION + name);
    return chart;
  }

  private static void addCurve(XYChart chart, String title, History history, String name) {
    List<Integer> numbers = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (History.Epoch epoch : history.epochs()) {
      Double value = epoch.values().get(name);
      if (value != null && Double.isFinite(value)) {
        numbers.add(epoch.number());
        values.add(value);
      }
    }
    if (!values.isEmpty()) {
      chart.addSeries(title, numbers, values).setMarker(SeriesMarkers.CIRCLE);
    }
  }
}
