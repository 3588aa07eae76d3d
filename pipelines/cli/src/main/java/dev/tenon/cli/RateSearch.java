package dev.tenon.cli;

import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.StoredFile;
import dev.tenon.training.Dataset;
import dev.tenon.training.RateCurve;
import dev.tenon.training.RateFinder;
import dev.tenon.training.RateSweep;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A search for a learning rate: takes the steps, and tells what came of them. */
final class RateSearch {
  private static final String RATE = "learningRate";

  private final Terminal terminal;
  private final Tenon tenon;
  private final Experiment experiment;
  private final RateSweep sweep;

  RateSearch(Terminal terminal, Tenon tenon, Experiment experiment, RateSweep sweep) {
    this.terminal = terminal;
    this.tenon = tenon;
    this.experiment = experiment;
    this.sweep = sweep;
  }

  /** Says what will be done. */
  void introduce() {
    terminal.line(
        "%s: %d steps of batches of %d at rates from %s to %s, seed %d, on %s"
            .formatted(
                experiment.name(),
                sweep.steps(),
                experiment.batch(),
                text(sweep.minRate()),
                text(sweep.maxRate()),
                experiment.seed(),
                tenon.backend().description()));
  }

  /**
   * Searches.
   *
   * @param data the training data
   * @param csv where the table of the steps goes
   * @param plot where their chart goes
   */
  void carryOut(Dataset data, StoredFile csv, StoredFile plot) {
    int[] taken = {0};
    RateCurve curve =
        new RateFinder(experiment, tenon.backend())
            .find(data, sweep, point -> terminal.status(status(++taken[0], point)));
    terminal.line(ending(curve));
    csv.write(table(curve));
    boolean drawn = Drawing.write(plot, () -> RateChart.draw(curve), terminal);
    terminal.line("");
    suggestions(curve).printTo(terminal);
    terminal.line("");
    Table files = new Table().row("Table", Places.shown(csv));
    if (drawn) {
      files.row("Chart", Places.shown(plot));
    }
    files.printTo(terminal);
  }

  private String status(int step, RateCurve.Point point) {
    return String.format(
        Locale.ROOT,
        "Step %d/%d - rate: %s - loss: %.4f - smoothed: %.4f",
        step,
        sweep.steps(),
        text(point.rate()),
        point.loss(),
        point.smoothed());
  }

  private static String ending(RateCurve curve) {
    int taken = curve.points().size();
    int steps = curve.sweep().steps();
    return switch (curve.end()) {
      case COMPLETE ->
          "All %d steps were taken; up to a rate of %s the loss did not diverge."
              .formatted(steps, text(curve.sweep().maxRate()));
      case DIVERGED ->
          "Stopped after %d of %d steps: at a rate of %s the smoothed loss was more than four times its least."
              .formatted(taken, steps, text(curve.points().get(taken - 1).rate()));
      case NOT_FINITE ->
          "Stopped after %d of %d steps: at a rate of %s the loss was no longer a finite number."
              .formatted(taken, steps, text(curve.sweep().rate(taken)));
    };
  }

  private Table suggestions(RateCurve curve) {
    return new Table()
        .row(
            "Valley",
            suggestion(curve.valley(), "the smoothed loss never falls for long"),
            "two thirds down the longest fall of the smoothed loss")
        .row(
            "Steepest",
            suggestion(curve.steepest(), "the smoothed loss never falls"),
            "where the smoothed loss falls fastest");
  }

  private String suggestion(Optional<RateCurve.Point> point, String why) {
    return point
        .map(RateCurve.Point::rate)
        .map(RateSearch::text)
        .map(rate -> isSettable() ? "--set optimizer." + RATE + "=" + rate : rate)
        .orElse("none: " + why);
  }

  /** Plug-ins may keep their rate under another name, or in a part of theirs. */
  private boolean isSettable() {
    Class<? extends Optimizer> type = experiment.optimizer().getClass();
    return type.isRecord()
        && Stream.of(type.getRecordComponents())
            .map(RecordComponent::getName)
            .anyMatch(RATE::equals);
  }

  private static String table(RateCurve curve) {
    StringBuilder text = new StringBuilder("rate,loss,smoothed\n");
    for (RateCurve.Point point : curve.points()) {
      text.append(point.rate()).append(',').append(point.loss()).append(',');
      text.append(point.smoothed()).append('\n');
    }
    return text.toString();
  }

  /** Returns a rate in three digits, as JSON and the command line take it. */
  static String text(double rate) {
    return String.format(Locale.ROOT, "%.2e", rate);
  }
}
