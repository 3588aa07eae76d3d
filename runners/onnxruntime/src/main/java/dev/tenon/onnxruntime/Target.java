package dev.tenon.onnxruntime;

/**
 * What a model is written for.
 *
 * @param device {@link Device#CPU}, {@link Device#CUDA}, or {@link Device#AUTO} for a model that is
 *     to run on any
 * @param threads how many threads share one operator
 */
record Target(Device device, int threads) {
  /** A model that is to run anywhere. */
  static final Target ANY = new Target(Device.AUTO, 1);
}
