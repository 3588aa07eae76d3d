package dev.tenon.plugins.layers;

class AverageTest implements ElementwiseContract {
  @Override
  public Average extension() {
    return new Average();
  }
}
