package dev.tenon.benchmarks;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import dev.tenon.spi.Seeds;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One image after another, as a loader's thread changes them, for {@link Augmentations}. */
@State(Scope.Thread)
public class AugmentationState {
  private static final int SIDE = Augmentations.SIDE;
  private static final int CHANNELS = 3;
  private static final int SIZE = SIDE * SIDE * CHANNELS;
  private static final int IMAGES = 16;

  /** How much larger than the original an image may become. */
  private static final int ROOM = 4;

  /** Which augmentation, by its id; {@link Augmentations#COPY} for none. */
  @Param(Augmentations.COPY)
  public String id;

  private final Canvas canvas = new Canvas();
  private final ByteBuffer target = ByteBuffer.allocateDirect(ROOM * SIZE);
  private final ByteBuffer source = ByteBuffer.allocateDirect(IMAGES * SIZE);
  private Augmentation augmentation;
  private Image other;
  private int next;

  /** Makes a state that is to be set up. */
  public AugmentationState() {}

  /** Paints the images, one of which others are mixed with, and makes the augmentation. */
  @Setup
  public void setUp() {
    augmentation =
        id.equals(Augmentations.COPY) ? (canvas, random) -> {} : AugmentationSettings.all().get(id);
    SplittableRandom random = new SplittableRandom(1);
    for (int image = 0; image < IMAGES; image++) {
      paint(image, random);
    }
    byte[] samples = new byte[SIZE];
    source.get(0, samples);
    other = new Image(SIDE, SIDE, CHANNELS, samples);
  }

  /** Slopes of colour, edges and a little noise, as photographs have; contents may matter. */
  private void paint(int image, SplittableRandom random) {
    double angle = random.nextDouble(Math.PI);
    double stripe = random.nextDouble(20, 90);
    for (int i = 0; i < SIZE; i++) {
      int y = i / CHANNELS / SIDE;
      int x = i / CHANNELS % SIDE;
      double along = x * Math.cos(angle) + y * Math.sin(angle) + SIDE;
      double slope = 60 * Math.sin(along / 40 + i % CHANNELS * angle);
      double edge = along % stripe < stripe / 2 ? 30 : -30;
      source.put(image * SIZE + i, (byte) (int) (128 + slope + edge + random.nextInt(16)));
    }
  }

  /**
   * Takes an image from the records' buffer, changes it, and puts it into a batch.
   *
   * @return the batch
   */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public ByteBuffer image() {
    int image = next++;
    canvas.begin(SIDE, SIDE, CHANNELS, source, image % IMAGES * SIZE);
    RandomGenerator random = Seeds.random(1, id, image);
    if (augmentation instanceof Mixing mixing) {
      mixing.mix(canvas, other, random);
    } else {
      augmentation.apply(canvas, random);
    }
    canvas.copyTo(target, 0);
    return target;
  }
}
