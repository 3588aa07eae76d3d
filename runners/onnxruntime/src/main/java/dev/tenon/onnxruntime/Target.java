package dev.tenon.onnxruntime;

/**
 * What a model is written for.
 *
 * @param device {@link Device#CPU} or {@link Device#CUDA}
 * @param threads how many threads share one operator
 */
record Target(Device device, int threads) {
  /** A model that is to run anywhere. */
  static final Target ANY = new Target(Device.CPU, 1);

  Target {
    if (device == Device.AUTO) {
      throw new IllegalArgumentException("a target needs a settled device, got " + device);
    }
  }
}
