package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import dev.tenon.plugins.optimizers.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** A model in training as one graph of TensorFlow, with its own fused Adam. */
final class TensorFlowTraining implements Peer.Training {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final Adam adam;
  private final TensorFlowImages images;
  private final Placeholder<TInt64> labels;
  private final Placeholder<TFloat32> power1;
  private final Placeholder<TFloat32> power2;
  private final Operand<TFloat32> loss;
  private final List<Op> updates = new ArrayList<>();
  private int step;

  TensorFlowTraining(Workload workload, Map<String, NDArray> weights, ConfigProto configuration) {
    adam = (Adam) workload.experiment().optimizer();
    images = new TensorFlowImages(tf, workload);
    long batch = workload.experiment().batch();
    labels = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(batch)));
    power1 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    power2 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    session = new Session(graph, configuration);

    TensorFlowEmitter emitter = new TensorFlowEmitter(tf, session, weights, true);
    Operand<TFloat32> logits =
        Emitter.logits(workload.experiment().model(), images.scaled(), emitter);
    int classes = (int) logits.shape().get(1);
    Operand<TFloat32> targets =
        tf.oneHot(labels, tf.constant(classes), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> losses = tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss();
    loss = tf.math.mean(losses, tf.constant(0));
    updates.addAll(emitter.updates());
    update(emitter.variables());
  }

  private void update(List<Variable<TFloat32>> variables) {
    Output<?>[] parameters = variables.stream().map(Variable::asOutput).toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), parameters);
    // An update in place must not overtake another gradient that still reads the parameter.
    Ops after = tf.withControlDependencies(operations(gradients));
    List<Op> zeros = new ArrayList<>();
    for (int i = 0; i < gradients.length; i++) {
      Variable<TFloat32> parameter = variables.get(i);
      Variable<TFloat32> mean = slot(parameter.shape(), zeros);
      Variable<TFloat32> square = slot(parameter.shape(), zeros);
      updates.add(
          after.train.applyAdam(
              parameter,
              mean,
              square,
              power1,
              power2,
              tf.constant((float) adam.learningRate()),
              tf.constant((float) adam.beta1()),
              tf.constant((float) adam.beta2()),
              tf.constant((float) adam.epsilon()),
              gradients[i].expect(TFloat32.class)));
    }
    Session.Runner runner = session.runner();
    zeros.forEach(runner::addTarget);
    runner.run().close();
  }

  private static List<Op> operations(Output<?>[] outputs) {
    List<Op> operations = new ArrayList<>();
    for (Output<?> output : outputs) {
      operations.add(output);
    }
    return operations;
  }

  private Variable<TFloat32> slot(Shape shape, List<Op> assignments) {
    Variable<TFloat32> slot = tf.variable(shape, TFloat32.class);
    assignments.add(tf.assign(slot, tf.zeros(tf.constant(shape.asArray()), TFloat32.class)));
    return slot;
  }

  @Override
  public float step(Samples batch) {
    step++;
    try (TUint8 pixels = images.tensor(batch);
        TInt64 classes = TInt64.vectorOf(batch.labels());
        TFloat32 first = TFloat32.scalarOf((float) Math.pow(adam.beta1(), step));
        TFloat32 second = TFloat32.scalarOf((float) Math.pow(adam.beta2(), step))) {
      Session.Runner runner = session.runner();
      runner
          .feed(images.bytes(), pixels)
          .feed(labels, classes)
          .feed(power1, first)
          .feed(power2, second);
      updates.forEach(runner::addTarget);
      try (var result = runner.fetch(loss).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
