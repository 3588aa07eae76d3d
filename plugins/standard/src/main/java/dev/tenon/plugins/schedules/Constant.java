package dev.tenon.plugins.schedules;

import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;

/**
 * The optimizer's own learning rate throughout.
 *
 * <p>Example: {@code experiment.withSchedule(new Constant())}, which is what training does anyway.
 */
public record Constant() implements Schedule {
  @Override
  public double rate(Progress progress) {
    return progress.initialRate();
  }
}
