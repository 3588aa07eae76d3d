package dev.tenon.training;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.TensorType;
import java.util.Map;

/** What takes the steps of an epoch: this process, or jobs elsewhere. */
interface Steps extends AutoCloseable {
  /** Returns how many steps an epoch has. */
  long perEpoch();

  /** Returns the types of all that a checkpoint holds, by name, in order. */
  Map<String, TensorType> types();

  /** Returns what training begins with. */
  Map<String, NDArray> first();

  /** Goes on from what was done before. */
  void goOnFrom(Map<String, NDArray> values);

  /**
   * Takes the steps of an epoch, and tells the epoch of each.
   *
   * @return what they have arrived at
   */
  Map<String, NDArray> take(Epoch epoch);

  @Override
  void close();
}
