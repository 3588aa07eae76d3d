package dev.tenon.transforms;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Changes no image, and fails when it has been told to. */
public record Stumbling() implements Augmentation {
  private static final AtomicInteger LEFT = new AtomicInteger();

  /** Lets one image after some others fail. */
  static void after(int images) {
    LEFT.set(images);
  }

  @Override
  public void apply(Canvas canvas, RandomGenerator random) {
    if (LEFT.getAndDecrement() == 1) {
      throw new IllegalStateException("stumbled");
    }
  }
}
