package dev.tenon.docs.mistakes;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Loss;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Update;
import dev.tenon.testkit.ActivationContract;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.LossContract;
import dev.tenon.testkit.MergeContract;
import dev.tenon.testkit.Moments;
import dev.tenon.testkit.OptimizerContract;
import dev.tenon.testkit.TargetKind;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Mistakes in what emits operators, or fills what they work on. */
final class InGraphs {
  private static final Shape ROW = Shape.of(Shape.BATCH, 3);

  private InGraphs() {}

  /** Asks for a parameter and leaves it out. */
  record Scaled() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      scope.parameter("gain", Shape.of(x.shape().last()), new Ones());
      return x.mul(2);
    }
  }

  static class ScaledLaws implements LayerContract {
    @Override
    public Scaled extension() {
      return new Scaled();
    }

    @Override
    public List<Shape> inputs() {
      return List.of(ROW);
    }
  }

  /** Adds two inputs, however many there are. */
  record Sum() implements Merge {
    @Override
    public Tensor apply(Scope scope, List<Tensor> inputs) {
      return inputs.get(0).add(inputs.get(1));
    }
  }

  static class SumLaws implements MergeContract {
    @Override
    public Sum extension() {
      return new Sum();
    }

    @Override
    public List<List<Shape>> inputs() {
      return List.of(List.of(ROW, ROW), List.of(ROW, ROW, ROW));
    }
  }

  /** A softplus as it stands in books, which overflows. */
  record Softplus() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.exp().add(1).log();
    }
  }

  static class SoftplusLaws implements ActivationContract {
    @Override
    public Softplus extension() {
      return new Softplus();
    }
  }

  /** Has chance of its own. */
  record Uniform() implements Initializer {
    @Override
    public float[] values(Shape shape, RandomGenerator random) {
      RandomGenerator own = new SplittableRandom(7);
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = own.nextFloat();
      }
      return values;
    }
  }

  static class UniformLaws implements InitializerContract {
    @Override
    public Uniform extension() {
      return new Uniform();
    }

    @Override
    public Moments moments(Shape shape) {
      return new Moments(0.5, 1.0 / 12);
    }
  }

  /** Takes the mean over the batch, which is taken outside. */
  record SquaredError() implements Loss {
    @Override
    public Tensor apply(Tensor prediction, Tensor target) {
      return prediction.sub(target).square().reduceMean(false);
    }
  }

  static class SquaredErrorLaws implements LossContract {
    @Override
    public SquaredError extension() {
      return new SquaredError();
    }

    @Override
    public Set<TargetKind> targets() {
      return Set.of(TargetKind.VALUES);
    }
  }

  /** Divides by a gradient that may be 0. */
  record Signs(double learningRate) implements Optimizer {
    @Override
    public Tensor update(Update update) {
      Tensor gradient = update.gradient();
      return update.parameter().sub(gradient.div(gradient.abs()).mul(update.rate()));
    }
  }

  static class SignsLaws implements OptimizerContract {
    @Override
    public Signs extension() {
      return new Signs(0.001);
    }
  }
}
