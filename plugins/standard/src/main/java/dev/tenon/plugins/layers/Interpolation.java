package dev.tenon.plugins.layers;

/** What stands between the pixels of an image that is enlarged. */
public enum Interpolation {
  /** The nearest pixel: each is repeated. */
  NEAREST,
  /** What lies on straight lines between the centres of pixels; beyond them, the nearest. */
  BILINEAR
}
