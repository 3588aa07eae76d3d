package dev.tenon.docs.sample;

// region schedule
import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;

/**
 * Half a wave of a cosine from the optimizer's rate to a part of it, over all planned epochs:
 * {@code initial * (floor + (1 - floor) * (1 + cos(pi * t)) / 2)} with {@code t} from 0 to 1.
 */
public record CosineDecay(double floor) implements Schedule {
  public CosineDecay {
    if (!(floor > 0 && floor <= 1)) {
      throw new IllegalArgumentException("floor must be positive and at most 1, got " + floor);
    }
  }

  public CosineDecay() {
    this(0.01);
  }

  @Override
  public double rate(Progress progress) {
    double steps = (double) progress.stepsPerEpoch() * progress.epochs();
    double t = Math.min(1, progress.step() / steps);
    double wave = (1 + Math.cos(Math.PI * t)) / 2;
    return progress.initialRate() * (floor + (1 - floor) * wave);
  }
}
// endregion
