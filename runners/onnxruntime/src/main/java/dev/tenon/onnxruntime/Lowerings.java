package dev.tenon.onnxruntime;

import dev.tenon.graph.Op;
import dev.tenon.graph.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of lowerings: one entry an operator, filled by one class a family. */
final class Lowerings {
  private final Map<Class<?>, Lowering<?>> table = new HashMap<>();

  /** Makes the table of all operators. */
  Lowerings() {
    ElementwiseLowerings.addTo(this);
    ShapeLowerings.addTo(this);
    IndexLowerings.addTo(this);
    ReductionLowerings.addTo(this);
    ConvLowerings.addTo(this);
    PoolLowerings.addTo(this);
    RandomLowerings.addTo(this);
  }

  <O extends Op> void put(Class<O> type, Lowering<O> lowering) {
    if (table.put(type, lowering) != null) {
      throw new IllegalStateException("two lowerings of " + type);
    }
  }

  /** Returns the operators that have an entry. */
  Set<Class<?>> operators() {
    return Set.copyOf(table.keySet());
  }

  /** Writes the nodes of an operator through its entry. */
  @SuppressWarnings("unchecked") // put() pairs each class with a lowering of that class
  Value lower(Emitter on, Op op, List<Value> in, TensorType type) {
    Lowering<Op> lowering = (Lowering<Op>) table.get(op.getClass());
    return lowering.lower(on, op, in, type);
  }
}
