package dev.tenon.plugins.optimizers;

import dev.tenon.testkit.OptimizerContract;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("variants")
class SgdContractTest implements OptimizerContract {
  @Parameter private Sgd optimizer;

  static Stream<Sgd> variants() {
    return Stream.of(new Sgd(), new Sgd(0.01, 0.9), new Sgd(0.01, 0.9, true));
  }

  @Override
  public Sgd extension() {
    return optimizer;
  }
}
