package dev.tenon.plugins.schedules;

import dev.tenon.spi.History;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.util.stream.LongStream;

/** Rates from 0.1 at steps of epochs of 10 steps. */
final class Rates {
  private Rates() {}

  static double[] of(Schedule schedule, long... steps) {
    return LongStream.of(steps)
        .mapToDouble(
            step ->
                schedule.rate(new Progress(0.1, step, 10, (int) (step / 10), 20, History.EMPTY)))
        .toArray();
  }
}
