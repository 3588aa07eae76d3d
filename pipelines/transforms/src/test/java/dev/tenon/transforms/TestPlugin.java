package dev.tenon.transforms;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;

/** Contributes extensions that can be told what to do. */
@PluginInfo(name = "tests", api = PluginInfo.API)
public final class TestPlugin implements Plugin {
  @Override
  public void contribute(Contributions contributions) {
    contributions.add("tests.halves", Halves.class);
    contributions.add("tests.weighed", Weighed.class);
    contributions.add("tests.described", Described.class);
    contributions.add("tests.stumbling", Stumbling.class);
  }
}
