package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.spi.History;
import dev.tenon.spi.Progress;
import dev.tenon.testkit.ScheduleContract;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// region test
class CosineDecayTest implements ScheduleContract {
  @Override
  public CosineDecay extension() {
    return new CosineDecay(0.1);
  }

  @Override
  public Set<Part> dependsOn() {
    return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH, Part.EPOCHS);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.8", "20, 0.62", "30, 0.44", "40, 0.26", "60, 0.08", "61, 0.08"})
  void of_six_epochs_of_ten_steps_a_third_takes_a_quarter_of_the_way(int step, double rate) {
    Progress progress = new Progress(0.8, step, 10, step / 10, 6, History.EMPTY);
    assertThat(extension().rate(progress)).isCloseTo(rate, within(1e-12));
  }
}
// endregion
