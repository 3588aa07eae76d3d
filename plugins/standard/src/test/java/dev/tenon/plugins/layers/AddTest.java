package dev.tenon.plugins.layers;

class AddTest implements ElementwiseContract {
  @Override
  public Add extension() {
    return new Add();
  }
}
