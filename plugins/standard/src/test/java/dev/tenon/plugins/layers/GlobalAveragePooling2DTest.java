package dev.tenon.plugins.layers;

import org.junit.jupiter.api.Nested;

class GlobalAveragePooling2DTest implements PoolingContract {
  @Override
  public GlobalAveragePooling2D extension() {
    return new GlobalAveragePooling2D();
  }

  @Nested
  class Kept implements PoolingContract {
    @Override
    public GlobalAveragePooling2D extension() {
      return new GlobalAveragePooling2D(true);
    }
  }
}
