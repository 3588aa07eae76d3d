package dev.tenon.experiment;

import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Event;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Kind;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Loss;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Monitor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import dev.tenon.spi.Scope;
import dev.tenon.spi.Source;
import dev.tenon.spi.Tally;
import dev.tenon.spi.Update;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Small extensions of every kind, with components of every type, and the catalog that has them. */
final class Parts {
  private Parts() {}

  public record Folder(Path path, Optional<String> part, OptionalLong limit) implements Source {
    public Folder(Path path) {
      this(path, Optional.empty(), OptionalLong.empty());
    }

    @Override
    public Examples open(DataCache cache) throws IOException {
      throw new IOException("no test opens " + path);
    }
  }

  public record Flip() implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {}
  }

  public record Rows() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      return x.reshape(Shape.of(Shape.BATCH, -x.shape().size()));
    }
  }

  public record Size(int height, int width) {
    public Size {
      if (height < 1 || width < 1) {
        throw new IllegalArgumentException("a size is positive, got " + height + " x " + width);
      }
    }

    public Size(int side) {
      this(side, side);
    }
  }

  public record Crop(Size size, Optional<Size> least) implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {}
  }

  public enum Border {
    SAME,
    VALID
  }

  public record Units(
      int units, boolean bias, Activation activation, Initializer initializer, Border border)
      implements Layer {
    public Units {
      if (units < 1) {
        throw new IllegalArgumentException("units must be positive, got " + units);
      }
    }

    public Units(int units) {
      this(units, true, new Straight(), new Filled(0.5), Border.VALID);
    }

    @Override
    public Tensor apply(Scope scope, Tensor x) {
      if (x.shape().rank() != 2) {
        throw new ShapeException("Units needs [N, features], got " + x.shape());
      }
      Tensor kernel = scope.parameter("kernel", Shape.of(x.shape().last(), units), initializer);
      Tensor y = x.matMul(kernel);
      return activation.apply(
          bias ? y.add(scope.parameter("bias", Shape.of(units), initializer)) : y);
    }
  }

  public record Sum() implements Merge {
    @Override
    public Tensor apply(Scope scope, List<Tensor> inputs) {
      return inputs.stream().reduce(Tensor::add).orElseThrow();
    }
  }

  public record Straight() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  public record Leaky(double slope) implements Activation {
    public Leaky() {
      this(0.3);
    }

    @Override
    public Tensor apply(Tensor x) {
      return x.max(x.mul(slope));
    }
  }

  public record Filled(double value) implements Initializer {
    @Override
    public float[] values(Shape shape, RandomGenerator random) {
      float[] values = new float[Math.toIntExact(shape.size())];
      java.util.Arrays.fill(values, (float) value);
      return values;
    }
  }

  public record CrossEntropy() implements Loss {
    @Override
    public Tensor apply(Tensor prediction, Tensor target) {
      Tensor oneHot = target.oneHot(prediction.shape().last());
      return prediction.logSoftmax(1).mul(oneHot).reduceSum(false, 1).neg();
    }
  }

  public record Descent(double learningRate, OptionalDouble clip, List<Integer> milestones)
      implements Optimizer {
    public Descent(double learningRate) {
      this(learningRate, OptionalDouble.empty(), List.of());
    }

    @Override
    public Tensor update(Update update) {
      return update.parameter().sub(update.gradient().mul(update.rate()));
    }
  }

  public record Halving(String monitor, long every) implements Schedule {
    public Halving() {
      this("val_loss", 1);
    }

    @Override
    public double rate(Progress progress) {
      return progress.initialRate() / Math.pow(2, progress.epoch() / every);
    }
  }

  public record First(int k) implements Metric {
    @Override
    public Tally empty() {
      return new Always();
    }
  }

  public record Always() implements Tally {
    private static final long serialVersionUID = 1L;

    @Override
    public Tally add(Outcome outcome) {
      return this;
    }

    @Override
    public Tally merge(Tally other) {
      return this;
    }

    @Override
    public double value() {
      return 1;
    }
  }

  public record Watch(Monitor monitor, OptionalInt patience) implements Listener {
    @Override
    public void on(Event event) {}
  }

  static final Catalog CATALOG =
      catalog(
          Map.ofEntries(
              Map.entry("folder", Folder.class),
              Map.entry("flip", Flip.class),
              Map.entry("crop", Crop.class),
              Map.entry("rows", Rows.class),
              Map.entry("units", Units.class),
              Map.entry("sum", Sum.class),
              Map.entry("block", Block.class),
              Map.entry("straight", Straight.class),
              Map.entry("leaky", Leaky.class),
              Map.entry("filled", Filled.class),
              Map.entry("cross_entropy", CrossEntropy.class),
              Map.entry("descent", Descent.class),
              Map.entry("halving", Halving.class),
              Map.entry("first", First.class),
              Map.entry("watch", Watch.class)));

  static Catalog catalog(Map<String, Class<? extends Extension>> types) {
    Map<String, Class<? extends Extension>> sorted = new TreeMap<>(types);
    return new Catalog() {
      @Override
      public Optional<Class<? extends Extension>> find(Kind kind, String id) {
        return Optional.<Class<? extends Extension>>ofNullable(sorted.get(id))
            .filter(type -> Kind.of(type) == kind);
      }

      @Override
      public Optional<String> idOf(Class<? extends Extension> type) {
        return sorted.entrySet().stream()
            .filter(entry -> entry.getValue().equals(type))
            .map(Map.Entry::getKey)
            .findFirst();
      }

      @Override
      public SortedSet<String> ids(Kind kind) {
        SortedSet<String> ids = new TreeSet<>(sorted.keySet());
        ids.removeIf(id -> find(kind, id).isEmpty());
        return ids;
      }
    };
  }

  /** An experiment with nothing that can be left out. */
  static Experiment small() {
    return Experiment.named("small")
        .withData(new Folder(Path.of("train")), new Folder(Path.of("test")))
        .withModel(new Input(4, 4, 3), new Rows(), new Units(8), new Units(3))
        .withLoss(new CrossEntropy())
        .withOptimizer(new Descent(0.1));
  }

  /** A model with two branches that meet, a name, and a layer that is used twice. */
  static Model branching() {
    Node rows = Node.input(4, 4, 3).then(new Rows());
    Node left = rows.then("stem", new Units(8));
    Node right = rows.then(new Units(8), new Units(8));
    Node joined = Node.of(new Sum(), left, right);
    Node shared = joined.then(new Units(8, false, new Straight(), new Filled(0.1), Border.SAME));
    return Model.of(shared.again(shared).then(new Units(3)));
  }

  /** An experiment with everything, and no component at its default. */
  static Experiment full() {
    return Experiment.named("full-1.0_b")
        .withData(
            new Data(
                    new Folder(
                        Path.of("some", "where"),
                        Optional.of("a \"b\" \u00e4\n"),
                        OptionalLong.of(-7)),
                    new Folder(Path.of("test")))
                .withValidationSplit(0.1)
                .withErrorBudget(1 / 3.0)
                .withLimit(1L << 40))
        .withModel(
            new Input(4, 5, 3).withScaling(2 / 255.0, -1),
            new Rows(),
            new Units(8, false, new Leaky(0.01), new Filled(Double.NaN), Border.SAME),
            new Units(5, true, new Straight(), new Filled(-0.0), Border.VALID))
        .withLoss(new CrossEntropy())
        .withOptimizer(new Descent(1e-23, OptionalDouble.of(Double.MAX_VALUE), List.of(3, 1, 2)))
        .withAugmentations(new Flip(), new Crop(new Size(2, 3), Optional.of(new Size(1))))
        .withSchedule(new Halving("val_first", 1L << 62))
        .withMetrics(new First(2))
        .withListeners(
            new Watch(new Monitor("val_loss", false, 0.5), OptionalInt.of(3)),
            new Watch(Monitor.of("learning_rate"), OptionalInt.empty()))
        .withEpochs(20)
        .withBatch(1)
        .withSeed(Long.MIN_VALUE)
        .withStrategy(new Strategy.LocalSgd(3, 20, new Outer.Nesterov(0.1, 0)))
        .withClassWeights(Map.of(4, 0.0, 1, 1 / 3.0))
        .withSampleWeights()
        .withRegularizers(
            Regularizer.l1(1 / 3.0, "kernel$|weights$", "."), new Regularizer.L1L2(1, 2))
        .withHeads(new Head("units_1", 0.5).withLoss(new CrossEntropy()).withMetrics(new First(2)));
  }

  /** The JSON of a small experiment whose model has some layers. */
  static String json(String layers) {
    return """
        {
          "tenon": 1,
          "name": "small",
          "data": {
            "training": {"type": "folder", "path": "train"},
            "test": {"type": "folder", "path": "test"}
          },
          "model": {
            "input": {"height": 4, "width": 4, "channels": 3},
            "layers": %s
          },
          "loss": "cross_entropy",
          "optimizer": {"type": "descent", "learningRate": 0.1}
        }
        """
        .formatted(layers);
  }
}
