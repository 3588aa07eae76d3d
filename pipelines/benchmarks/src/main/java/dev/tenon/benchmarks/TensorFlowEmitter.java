package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/** Layers as TensorFlow has them: channels last. */
final class TensorFlowEmitter implements Emitter<Operand<TFloat32>> {
  private static final int[] TWO = {1, 2, 2, 1};

  private final Ops tf;
  private final Session session;
  private final Map<String, NDArray> weights;
  private final boolean training;
  private final List<Variable<TFloat32>> variables = new ArrayList<>();
  private final List<Op> updates = new ArrayList<>();
  private int[] flattened;

  /** Makes parameters that are trained, or else constants. */
  TensorFlowEmitter(Ops tf, Session session, Map<String, NDArray> weights, boolean training) {
    this.training = training;
    this.tf = tf;
    this.session = session;
    this.weights = weights;
  }

  /** Returns the parameters, in the order of their layers. */
  List<Variable<TFloat32>> variables() {
    return variables;
  }

  /** Returns what else has to run in a step. */
  List<Op> updates() {
    return updates;
  }

  private Variable<TFloat32> variable(Shape shape, float[] values) {
    Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
    Placeholder<TFloat32> first = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    Op assign = tf.assign(variable, first);
    try (TFloat32 tensor = TFloat32.tensorOf(shape, DataBuffers.of(values))) {
      session.runner().feed(first, tensor).addTarget(assign).run().close();
    }
    return variable;
  }

  private Operand<TFloat32> parameter(Shape shape, float[] values) {
    if (!training) {
      return tf.constant(shape, DataBuffers.of(values));
    }
    Variable<TFloat32> parameter = variable(shape, values);
    variables.add(parameter);
    return parameter;
  }

  private Operand<TFloat32> vector(String path) {
    float[] values = weights.get(path).toFloats();
    return parameter(Shape.of(values.length), values);
  }

  @Override
  public Operand<TFloat32> convolve(String name, Operand<TFloat32> x, Conv2D layer) {
    NDArray kernel = weights.get(name + "/kernel");
    int[] dims = Emitter.dims(kernel);
    float[] values = Layout.permute(kernel.toFloats(), dims, 2, 3, 1, 0);
    Operand<TFloat32> filters = parameter(Shape.of(dims[2], dims[3], dims[1], dims[0]), values);
    List<Long> strides =
        List.of(1L, (long) layer.strides().height(), (long) layer.strides().width(), 1L);
    Operand<TFloat32> sums = tf.nn.conv2d(x, filters, strides, layer.padding().name());
    return layer.bias() ? tf.nn.biasAdd(sums, vector(name + "/bias")) : sums;
  }

  @Override
  public Operand<TFloat32> relu(Operand<TFloat32> x) {
    return tf.nn.relu(x);
  }

  @Override
  public Operand<TFloat32> maxPool(Operand<TFloat32> x) {
    return tf.nn.maxPool(x, tf.constant(TWO), tf.constant(TWO), "VALID");
  }

  @Override
  public Operand<TFloat32> averagePool(Operand<TFloat32> x) {
    return tf.math.mean(x, tf.constant(new int[] {1, 2}));
  }

  @Override
  public Operand<TFloat32> normalize(String name, Operand<TFloat32> x, BatchNormalization layer) {
    Shape shape = x.shape();
    boolean rows = shape.numDimensions() == 2;
    Operand<TFloat32> image =
        rows ? tf.reshape(x, tf.constant(new long[] {shape.get(0), 1, 1, shape.get(1)})) : x;
    FusedBatchNorm<TFloat32, TFloat32> normalized =
        tf.nn.fusedBatchNorm(
            image,
            vector(name + "/gamma"),
            vector(name + "/beta"),
            statistics(name + "/moving_mean"),
            statistics(name + "/moving_variance"),
            FusedBatchNorm.epsilon((float) layer.epsilon()),
            FusedBatchNorm.isTraining(training));
    if (training) {
      move(name + "/moving_mean", normalized.batchMean(), layer.momentum());
      move(name + "/moving_variance", normalized.batchVariance(), layer.momentum());
    }
    return rows ? tf.reshape(normalized.y(), tf.constant(shape.asArray())) : normalized.y();
  }

  private Operand<TFloat32> statistics(String path) {
    return tf.constant(training ? new float[0] : weights.get(path).toFloats());
  }

  private void move(String path, Operand<TFloat32> batch, double momentum) {
    float[] values = weights.get(path).toFloats();
    Variable<TFloat32> moving = variable(Shape.of(values.length), values);
    Operand<TFloat32> share = tf.constant((float) (1 - momentum));
    updates.add(tf.assignSub(moving, tf.math.mul(tf.math.sub(moving, batch), share)));
  }

  @Override
  public Operand<TFloat32> flatten(Operand<TFloat32> x) {
    long[] dims = x.shape().asArray();
    flattened = new int[] {(int) dims[1], (int) dims[2], (int) dims[3]};
    return tf.reshape(x, tf.constant(new long[] {dims[0], dims[1] * dims[2] * dims[3]}));
  }

  @Override
  public Operand<TFloat32> dense(String name, Operand<TFloat32> x) {
    NDArray kernel = weights.get(name + "/kernel");
    int[] dims = Emitter.dims(kernel);
    float[] values = kernel.toFloats();
    if (flattened != null) {
      // Tenon flattens channel by channel, TensorFlow pixel by pixel.
      int[] planes = {flattened[2], flattened[0], flattened[1], dims[1]};
      values = Layout.permute(values, planes, 1, 2, 0, 3);
      flattened = null;
    }
    Operand<TFloat32> product = tf.linalg.matMul(x, parameter(Shape.of(dims[0], dims[1]), values));
    return tf.nn.biasAdd(product, vector(name + "/bias"));
  }

  @Override
  public Operand<TFloat32> dropout(Operand<TFloat32> x, double rate) {
    if (!training) {
      return x;
    }
    Operand<TFloat32> noise =
        tf.random.randomUniform(tf.constant(x.shape().asArray()), TFloat32.class);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(noise, tf.constant((float) rate)), TFloat32.class);
    return tf.math.mul(x, tf.math.mul(kept, tf.constant((float) (1 / (1 - rate)))));
  }

  @Override
  public Operand<TFloat32> add(Operand<TFloat32> x, Operand<TFloat32> y) {
    return tf.math.add(x, y);
  }
}
