package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** Runs graphs: the reference interpreter, or ONNX Runtime on a processor or a GPU. */
@API(status = EXPERIMENTAL)
public interface Backend extends AutoCloseable {
  /** Returns a short description for people: engine, version, device. */
  String description();

  /**
   * Prepares a graph to be run many times, with any batch size.
   *
   * @param graph the graph; values of its carried inputs start as zeros
   * @return a session, to be closed
   */
  Session open(Graph graph);

  @Override
  void close();
}
