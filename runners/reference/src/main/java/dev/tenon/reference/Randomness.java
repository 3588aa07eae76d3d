package dev.tenon.reference;

import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.TensorType;
import java.util.List;

/**
 * Pseudo-random numbers by four rounds of Squares (Widynski, <i>Squares: A Fast Counter-Based
 * RNG</i>, 2020, arXiv:2004.06278), of whose 32 bits the upper 24 count: single precision holds
 * them exactly.
 */
final class Randomness {
  private Randomness() {}

  static Value uniform(RandomUniform op, List<Value> operands) {
    long step = (long) operands.get(0).data()[0];
    Value result = Value.zeros(TensorType.floats(operands.get(1).shape()));
    for (int i = 0; i < result.size(); i++) {
      result.data()[i] = (squares((step << 32) + i, op.seed() | 1) >>> 40) * 0x1p-24;
    }
    return result;
  }

  private static long squares(long counter, long key) {
    long y = counter * key;
    long z = y + key;
    long x = swapped(y * y + y);
    x = swapped(x * x + z);
    x = swapped(x * x + y);
    return x * x + z;
  }

  private static long swapped(long bits) {
    return (bits >>> 32) + (bits << 32);
  }
}
