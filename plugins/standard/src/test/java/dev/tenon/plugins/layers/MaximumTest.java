package dev.tenon.plugins.layers;

class MaximumTest implements ElementwiseContract {
  @Override
  public Maximum extension() {
    return new Maximum();
  }
}
