package dev.tenon.plugins.layers;

import dev.tenon.plugins.activations.HardSigmoid;
import dev.tenon.plugins.activations.Softsign;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("variants")
class GRUContractTest implements RecurrentContract {
  @Parameter private GRU layer;

  static Stream<GRU> variants() {
    GRU layer = new GRU(3);
    return Stream.of(
        layer,
        layer.withReturnSequences(true).withGoBackwards(true),
        layer.withReturnSequences(true).withDropout(0.25, 0.5).withSeed(7),
        layer.withResetAfter(false),
        layer.withBias(false),
        layer.withActivations(new Softsign(), new HardSigmoid()));
  }

  @Override
  public GRU extension() {
    return layer;
  }
}
