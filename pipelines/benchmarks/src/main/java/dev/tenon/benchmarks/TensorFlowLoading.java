package dev.tenon.benchmarks;

import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.ImageProjectiveTransformV3;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The tutorial's augmentations in TensorFlow, which has no operators for them but one for any
 * projection: flip, rotation, shift and zoom of an image are one matrix, and so sampled once.
 */
final class TensorFlowLoading implements Runnable {
  private static final int MATRIX = 8;
  private static final double DEGREES = 10;
  private static final double SHARE = 0.1;
  private static final Shape BATCH =
      Shape.of(Scenes.BATCH, Scenes.SIDE, Scenes.SIDE, Scenes.CHANNELS);

  private final Scenes scenes;
  private final SplittableRandom random = new SplittableRandom(1);
  private final Session session;
  private final Placeholder<TUint8> images;
  private final Placeholder<TFloat32> matrices;
  private final Operand<TUint8> changed;
  private final byte[] rows = new byte[(int) BATCH.size()];

  TensorFlowLoading(Scenes scenes, ConfigProto configuration) {
    this.scenes = scenes;
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    images = tf.placeholder(TUint8.class, Placeholder.shape(BATCH));
    Shape eight = Shape.of(Scenes.BATCH, MATRIX);
    matrices = tf.placeholder(TFloat32.class, Placeholder.shape(eight));
    changed =
        tf.image.imageProjectiveTransformV3(
            images,
            matrices,
            tf.constant(new int[] {Scenes.SIDE, Scenes.SIDE}),
            tf.constant(0f),
            "BILINEAR",
            ImageProjectiveTransformV3.fillMode("NEAREST"));
    session = new Session(graph, configuration);
  }

  @Override
  public void run() {
    int image = rows.length / Scenes.BATCH;
    for (int from = 0; from < scenes.images().size(); from += Scenes.BATCH) {
      float[] values = new float[Scenes.BATCH * MATRIX];
      for (int i = 0; i < Scenes.BATCH; i++) {
        System.arraycopy(scenes.images().get(from + i), 0, rows, i * image, image);
        draw(values, i * MATRIX);
      }
      try (TUint8 batch = TUint8.tensorOf(BATCH, DataBuffers.of(rows));
          TFloat32 projections =
              TFloat32.tensorOf(Shape.of(Scenes.BATCH, MATRIX), DataBuffers.of(values))) {
        session
            .runner()
            .feed(images, batch)
            .feed(matrices, projections)
            .fetch(changed)
            .run()
            .close();
      }
    }
  }

  /** Draws a matrix that turns, zooms, flips and shifts about an image's centre. */
  private void draw(float[] values, int at) {
    double radians = Math.toRadians(random.nextDouble(-DEGREES, DEGREES));
    double rows = random.nextDouble(1 - SHARE, 1 + SHARE);
    double columns = random.nextDouble(1 - SHARE, 1 + SHARE) * (random.nextBoolean() ? 1 : -1);
    double centre = (Scenes.SIDE - 1) / 2.0;
    double a = Math.cos(radians) * columns;
    double b = -Math.sin(radians) * rows;
    double c = Math.sin(radians) * columns;
    double d = Math.cos(radians) * rows;
    double right = random.nextDouble(-SHARE, SHARE) * Scenes.SIDE;
    double down = random.nextDouble(-SHARE, SHARE) * Scenes.SIDE;
    values[at] = (float) a;
    values[at + 1] = (float) b;
    values[at + 2] = (float) (centre - a * centre - b * centre + right);
    values[at + 3] = (float) c;
    values[at + 4] = (float) d;
    values[at + 5] = (float) (centre - c * centre - d * centre + down);
  }
}
