package dev.tenon.graph;

/** Runs graphs: the reference interpreter, or ONNX Runtime on a processor or a GPU. */
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
