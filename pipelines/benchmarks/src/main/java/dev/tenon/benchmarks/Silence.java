package dev.tenon.benchmarks;

import dev.tenon.spi.Console;

/** Prints nothing, so that printing takes no time. */
record Silence() implements Console {
  @Override
  public boolean interactive() {
    return false;
  }

  @Override
  public void line(String line) {}

  @Override
  public void status(String text) {}
}
