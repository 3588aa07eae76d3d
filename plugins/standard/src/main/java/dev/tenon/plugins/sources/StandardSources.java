package dev.tenon.plugins.sources;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes the sources of data that ship with Tenon. */
public final class StandardSources implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add(Idx.class);
    to.add(FashionMnist.class);
  }
}
