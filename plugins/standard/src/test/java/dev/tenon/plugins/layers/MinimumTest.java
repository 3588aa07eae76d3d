package dev.tenon.plugins.layers;

class MinimumTest implements ElementwiseContract {
  @Override
  public Minimum extension() {
    return new Minimum();
  }
}
