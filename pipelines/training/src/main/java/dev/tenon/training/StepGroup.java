package dev.tenon.training;

import dev.tenon.experiment.Experiment;
import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Steps that a session takes in one call, as many as it takes best at once. Their batches are kept
 * until then, but for that of the last step, which is taken at once.
 */
final class StepGroup {
  private final Session session;
  private final Experiment experiment;
  private final List<Scalars> scalars = new ArrayList<>();
  private final List<BatchBuffer> copies = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();

  /** Memory for what one step is fed with besides its batch. */
  private record Scalars(NDArray number, NDArray rate, NDArray draw) {}

  private record Pending(long before, Batch batch, Map<String, NDArray> feeds) {}

  /**
   * A step that was taken.
   *
   * @param before how many steps came before it
   * @param batch what it was fed with
   * @param outputs what it gave; overwritten by the next group
   */
  record Taken(long before, Batch batch, Map<String, NDArray> outputs) {
    /** Returns the batch's mean loss. */
    double loss() {
      return outputs.get(StepGraph.LOSS).floats().get(0);
    }
  }

  /**
   * Makes an empty group.
   *
   * @param session what takes the steps
   * @param experiment what is trained
   */
  StepGroup(Session session, Experiment experiment) {
    this.session = session;
    this.experiment = experiment;
    int steps = session.runsAtOnce();
    for (int i = 0; i < steps; i++) {
      NDArray rate = NDArray.zeros(TensorType.floats(Shape.SCALAR));
      scalars.add(new Scalars(count(), rate, count()));
    }
    // The last batch is used at once, before it can be overwritten.
    for (int i = 0; i < steps - 1; i++) {
      copies.add(new BatchBuffer(Fields.of(experiment), experiment.batch()));
    }
  }

  private static NDArray count() {
    return NDArray.zeros(new TensorType(DataType.INT64, Shape.SCALAR));
  }

  /** Returns how many steps wait. */
  int size() {
    return pending.size();
  }

  boolean isFull() {
    return pending.size() == scalars.size();
  }

  /**
   * Adds a step.
   *
   * @param batch what it is fed with; may be overwritten afterwards unless the group is full
   * @param before how many steps come before it
   * @param rate the learning rate
   * @param draw what counts random draws, where the graph asks for it
   */
  void add(Batch batch, long before, double rate, OptionalLong draw) {
    int place = pending.size();
    Batch kept = place < copies.size() ? copies.get(place).copyOf(batch) : batch;
    Scalars own = scalars.get(place);
    own.number.longs().put(0, before + 1);
    own.rate.floats().put(0, (float) rate);
    Map<String, NDArray> feeds = kept.trainingFeeds(experiment);
    feeds.put(StepGraph.STEP, own.number);
    feeds.put(StepGraph.LEARNING_RATE, own.rate);
    if (draw.isPresent()) {
      own.draw.longs().put(0, draw.getAsLong());
      feeds.put(StepGraph.DRAW, own.draw);
    }
    pending.add(new Pending(before, kept, feeds));
  }

  /** Takes all steps that wait, and leaves none. */
  List<Taken> take() {
    List<Map<String, NDArray>> feeds = pending.stream().map(Pending::feeds).toList();
    List<Map<String, NDArray>> outputs =
        scalars.size() == 1 ? List.of(session.run(feeds.get(0))) : session.runAll(feeds);
    List<Taken> taken = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      taken.add(new Taken(pending.get(i).before, pending.get(i).batch, outputs.get(i)));
    }
    pending.clear();
    return taken;
  }
}
