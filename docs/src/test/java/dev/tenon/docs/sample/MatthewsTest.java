package dev.tenon.docs.sample;

import dev.tenon.spi.Outcome;
import dev.tenon.testkit.MetricContract;
import java.util.List;

// region test
class MatthewsTest implements MetricContract {
  @Override
  public Matthews extension() {
    return new Matthews();
  }

  @Override
  public List<Known> known() {
    Outcome hit = new Outcome(new float[] {0.1f, 0.9f}, 1, 0);
    Outcome rejection = new Outcome(new float[] {0.8f, 0.2f}, 0, 0);
    Outcome alarm = new Outcome(new float[] {0.3f, 0.7f}, 0, 0);
    Outcome miss = new Outcome(new float[] {0.6f, 0.4f}, 1, 0);
    return List.of(
        Known.of(1, hit, rejection, rejection),
        Known.of(-1, alarm, miss),
        Known.of(0, hit, rejection, alarm, miss),
        // Two classes: (3 * 2 - 1 * 1) / sqrt(4 * 4 * 3 * 3) = 5 / 12.
        Known.of(5.0 / 12, hit, hit, hit, rejection, rejection, alarm, miss),
        // Always the same answer is no better than a guess.
        Known.of(0, hit, hit, alarm));
  }

  @Override
  public double least() {
    return -1;
  }

  @Override
  public double greatest() {
    return 1;
  }
}
// endregion
