package dev.tenon.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A batch of noise, as bytes.
 *
 * @param rows the images, pixel by pixel
 * @param planes the same, channel by channel
 * @param labels one class an image
 */
record Samples(byte[] rows, byte[] planes, long[] labels) {
  private static final int BRIGHTNESS = 128;
  private static final int NOISE = 128;

  /** Makes batches that depend on the model's size and seed alone. */
  static List<Samples> of(Workload workload, int classes, int count) {
    SplittableRandom random = new SplittableRandom(workload.experiment().seed());
    int batch = workload.experiment().batch();
    var input = workload.experiment().model().input();
    int pixels = input.height() * input.width();
    List<Samples> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] rows = new byte[batch * pixels * input.channels()];
      fill(rows, pixels * input.channels(), random);
      byte[] planes = planes(rows, batch, pixels, input.channels());
      batches.add(new Samples(rows, planes, random.longs(batch, 0, classes).toArray()));
    }
    return batches;
  }

  /** Gives each image a brightness of its own, so that images differ in more than noise. */
  private static void fill(byte[] rows, int image, SplittableRandom random) {
    for (int start = 0; start < rows.length; start += image) {
      int brightness = random.nextInt(BRIGHTNESS);
      for (int i = start; i < start + image; i++) {
        rows[i] = (byte) (brightness + random.nextInt(NOISE));
      }
    }
  }

  private static byte[] planes(byte[] rows, int batch, int pixels, int channels) {
    byte[] planes = new byte[rows.length];
    int to = 0;
    for (int image = 0; image < batch; image++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int pixel = 0; pixel < pixels; pixel++) {
          planes[to++] = rows[(image * pixels + pixel) * channels + channel];
        }
      }
    }
    return planes;
  }
}
