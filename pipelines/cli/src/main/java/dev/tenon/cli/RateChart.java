package dev.tenon.cli;

import dev.tenon.training.RateCurve;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws the loss over the learning rate, on a logarithmic axis: each step's and the smoothed one,
 * with the suggestions on it.
 */
final class RateChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;

  private RateChart() {}

  /** Draws a curve of at least one step. */
  static BufferedImage draw(RateCurve curve) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("loss by learning rate")
            .xAxisTitle("learning rate")
            .yAxisTitle("loss")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setXAxisMin(curve.sweep().minRate()).setXAxisMax(curve.sweep().maxRate());
    List<RateCurve.Point> shown = shown(curve.points());
    double[] rates = shown.stream().mapToDouble(RateCurve.Point::rate).toArray();
    double[] losses = shown.stream().mapToDouble(RateCurve.Point::loss).toArray();
    double[] smoothed = shown.stream().mapToDouble(RateCurve.Point::smoothed).toArray();
    style(chart.addSeries("each step", rates, losses), Color.LIGHT_GRAY, SeriesMarkers.NONE);
    style(chart.addSeries("smoothed", rates, smoothed), Color.BLUE, SeriesMarkers.NONE);
    mark(chart, "valley", curve.valley(), new Color(0, 140, 60), SeriesMarkers.DIAMOND);
    mark(chart, "steepest", curve.steepest(), Color.RED, SeriesMarkers.CIRCLE);
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** Leaves out the losses of a divergence, beside which all else would be a line. */
  private static List<RateCurve.Point> shown(List<RateCurve.Point> points) {
    double least = points.stream().mapToDouble(RateCurve.Point::smoothed).min().orElseThrow();
    double first = points.get(0).loss();
    double most = Math.max(first, least) + Math.max(Math.abs(first), Math.abs(least));
    return points.stream().filter(point -> point.loss() <= most).toList();
  }

  private static void mark(
      XYChart chart, String name, Optional<RateCurve.Point> at, Color color, Marker marker) {
    at.ifPresent(
        point ->
            style(
                chart.addSeries(
                    name + " " + RateSearch.text(point.rate()),
                    new double[] {point.rate()},
                    new double[] {point.smoothed()}),
                color,
                marker));
  }

  private static void style(XYSeries series, Color color, Marker marker) {
    series.setMarker(marker);
    series.setMarkerColor(color);
    series.setLineColor(color).setLineStyle(new BasicStroke(2));
  }
}
