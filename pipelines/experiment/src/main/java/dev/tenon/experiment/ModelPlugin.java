package dev.tenon.experiment;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes the layers that consist of layers. */
public final class ModelPlugin implements Plugin {
  /** Makes the plug-in. */
  public ModelPlugin() {}

  @Override
  public String name() {
    return "models";
  }

  @Override
  public void contribute(Contributions to) {
    to.add(Block.class);
  }
}
