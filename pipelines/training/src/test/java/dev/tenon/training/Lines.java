package dev.tenon.training;

import dev.tenon.spi.Console;
import java.util.ArrayList;
import java.util.List;

/** A console that keeps its lines. */
record Lines(List<String> printed) implements Console {
  Lines() {
    this(new ArrayList<>());
  }

  @Override
  public boolean interactive() {
    return false;
  }

  @Override
  public void line(String line) {
    printed.add(line);
  }

  @Override
  public void status(String text) {
    // There is no line to overwrite.
  }
}
