package dev.tenon.reference;

import dev.tenon.graph.Backend;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Session;

/**
 * Runs graphs on the reference interpreter: slow, but plainly right. Values carried from run to run
 * keep double precision; only what is read out is rounded.
 */
public final class ReferenceBackend implements Backend {
  /** Makes the backend; it holds nothing that must be released. */
  public ReferenceBackend() {}

  @Override
  public String description() {
    return "Tenon reference interpreter, double precision, CPU";
  }

  @Override
  public Session open(Graph graph) {
    return new ReferenceSession(graph);
  }

  @Override
  public void close() {
    // A session's memory is the garbage collector's.
  }
}
