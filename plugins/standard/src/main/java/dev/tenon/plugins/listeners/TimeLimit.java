package dev.tenon.plugins.listeners;

import dev.tenon.spi.Event;
import dev.tenon.spi.Listener;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.Training;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ends training before a time is up, so that it can be resumed.
 *
 * <p>Training ends after an epoch if another one, as long as that, would pass the limit: what is
 * done is kept by then. The time counts from where training began, or went on with {@code
 * --resume}, so each time it goes on has the limit to itself; an epoch is taken each time, however
 * long it is.
 *
 * <p>When training ends depends on the machine, so each end is written to {@code time-limit.csv}:
 * the epoch, the time, the limit, and when it was. Training for as many epochs as that without a
 * limit, by the same schedule, comes to the same bits, and so does a run that goes on. Example:
 * {@code experiment.withListeners(new TimeLimit("PT1H30M"))}.
 *
 * @param limit the time as ISO 8601 writes it: {@code PT90M}, {@code PT1H30M}, {@code P1DT12H};
 *     positive
 */
public record TimeLimit(String limit) implements Listener {
  private static final String HEADER = "epoch,elapsed,limit,at";

  /** Checks the limit, and writes it in the usual form. */
  public TimeLimit {
    Duration parsed = parsed(limit);
    if (parsed.isNegative() || parsed.isZero()) {
      throw new IllegalArgumentException("limit must be positive, got " + limit);
    }
    limit = parsed.toString();
  }

  /**
   * Makes the listener of a duration.
   *
   * @param limit the time, positive
   * @return the listener
   */
  public static TimeLimit of(Duration limit) {
    return new TimeLimit(limit.toString());
  }

  private static Duration parsed(String limit) {
    try {
      return Duration.parse(limit);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "limit must be a time such as PT1H30M or PT45M, got '" + limit + "'", e);
    }
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.Started started) {
      forgetAfter(started.training(), started.progress().epoch());
    } else if (event instanceof Event.EpochEnded ended) {
      int epoch = ended.history().epochs().size();
      Duration elapsed = ended.training().elapsed();
      boolean fits = elapsed.plus(ended.elapsed()).compareTo(Duration.parse(limit)) <= 0;
      if (epoch < ended.epochs() && !fits) {
        note(ended.training(), epoch, elapsed);
        ended
            .training()
            .stop(
                String.format(
                    "another epoch of %d seconds would pass the time limit of %s; --resume goes on",
                    ended.elapsed().toSeconds(), limit));
      }
    }
  }

  private void note(Training training, int epoch, Duration elapsed) {
    String end = String.join(",", "" + epoch, elapsed.toString(), limit, "" + training.now());
    write(training, Stream.concat(ends(training, epoch - 1).stream(), Stream.of(end)).toList());
  }

  /** An end that was noted, but whose epoch was then not kept, was none. */
  private static void forgetAfter(Training training, int epoch) {
    List<String> ends = ends(training, epoch);
    if (ends.size() < ends(training, Integer.MAX_VALUE).size()) {
      write(training, ends);
    }
  }

  /** Returns the ends that were noted up to an epoch. */
  private static List<String> ends(Training training, int last) {
    StoredFile file = file(training);
    if (!file.exists()) {
      return List.of();
    }
    try {
      return file.text()
          .lines()
          .skip(1)
          .filter(line -> Integer.parseInt(line.substring(0, line.indexOf(','))) <= last)
          .toList();
    } catch (IOException | NumberFormatException | StringIndexOutOfBoundsException e) {
      throw new UserError("cannot read " + file + ": " + e.getMessage() + "; move it away", e);
    }
  }

  private static void write(Training training, List<String> ends) {
    String lines = ends.stream().map(line -> line + "\n").collect(Collectors.joining());
    file(training).write(HEADER + "\n" + lines);
  }

  private static StoredFile file(Training training) {
    return training.workDirectory().file("time-limit.csv");
  }
}
