package dev.tenon.plugins.listeners;

import dev.tenon.testkit.ListenerContract;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("variants")
class BestCheckpointTest implements ListenerContract {
  @Parameter private BestCheckpoint listener;

  static Stream<BestCheckpoint> variants() {
    return Stream.of(
        new BestCheckpoint(),
        new BestCheckpoint("accuracy"),
        new BestCheckpoint().withInitialValueThreshold(0.3));
  }

  @Override
  public BestCheckpoint extension() {
    return listener;
  }

  @Override
  public Set<String> files() {
    return Set.of();
  }
}
