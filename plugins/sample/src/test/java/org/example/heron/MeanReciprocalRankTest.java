package org.example.heron;

import dev.tenon.spi.Outcome;
import dev.tenon.testkit.MetricContract;
import java.util.List;

class MeanReciprocalRankTest implements MetricContract {
  @Override
  public MeanReciprocalRank extension() {
    return new MeanReciprocalRank();
  }

  @Override
  public double least() {
    return 0;
  }

  @Override
  public double greatest() {
    return 1;
  }

  @Override
  public List<Known> known() {
    Outcome first = new Outcome(new float[] {0.2f, 0.7f, 0.1f}, 1, 0);
    Outcome second = new Outcome(new float[] {0.2f, 0.7f, 0.1f}, 0, 0);
    Outcome third = new Outcome(new float[] {0.4f, 0.4f, 0.2f}, 2, 0);
    Outcome tied = new Outcome(new float[] {0.4f, 0.4f, 0.2f}, 1, 0);
    Outcome broken = new Outcome(new float[] {0.4f, Float.NaN, 0.2f}, 1, 0);
    return List.of(
        Known.of(1, first),
        Known.of(0.5, second),
        Known.of(0.5, tied),
        Known.of((1 + 0.5 + 1 / 3.0) / 3, first, second, third),
        Known.of(Double.NaN, first, broken));
  }
}
