package dev.tenon.plugins.layers;

import dev.tenon.plugins.activations.Softsign;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("variants")
class SimpleRNNContractTest implements RecurrentContract {
  @Parameter private SimpleRNN layer;

  static Stream<SimpleRNN> variants() {
    SimpleRNN layer = new SimpleRNN(3);
    return Stream.of(
        layer,
        layer.withReturnSequences(true).withGoBackwards(true),
        layer.withReturnSequences(true).withDropout(0.25, 0.5).withSeed(7),
        layer.withActivation(new Softsign()).withBias(false));
  }

  @Override
  public SimpleRNN extension() {
    return layer;
  }
}
