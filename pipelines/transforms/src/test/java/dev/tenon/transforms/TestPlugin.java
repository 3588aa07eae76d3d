package dev.tenon.transforms;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes extensions that can be told what to do. */
public final class TestPlugin implements Plugin {
  @Override
  public String name() {
    return "tests";
  }

  @Override
  public void contribute(Contributions contributions) {
    contributions.add("tests.halves", Halves.class);
    contributions.add("tests.stumbling", Stumbling.class);
  }
}
