package dev.tenon.plugins.layers;

class MultiplyTest implements ElementwiseContract {
  @Override
  public Multiply extension() {
    return new Multiply();
  }
}
