package dev.tenon.plugins.layers;

class GlobalAveragePooling2DTest implements PoolingContract {
  @Override
  public GlobalAveragePooling2D extension() {
    return new GlobalAveragePooling2D();
  }
}
