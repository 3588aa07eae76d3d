package dev.tenon.plugins.listeners;

import dev.tenon.testkit.ListenerContract;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("variants")
class EarlyStoppingTest implements ListenerContract {
  @Parameter private EarlyStopping listener;

  static Stream<EarlyStopping> variants() {
    return Stream.of(
        new EarlyStopping(),
        new EarlyStopping("val_accuracy", 2, 0.01, true),
        new EarlyStopping("loss", 2).withRestoreBest().withBaseline(0.3).withStartFromEpoch(1));
  }

  @Override
  public EarlyStopping extension() {
    return listener;
  }

  @Override
  public Set<String> files() {
    return Set.of();
  }
}
