package dev.tenon.experiment;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;

/** Contributes the layers that consist of layers. */
@PluginInfo(name = "models", api = PluginInfo.API)
public final class ModelPlugin implements Plugin {
  /** Makes the plug-in. */
  public ModelPlugin() {}

  @Override
  public void contribute(Contributions to) {
    to.add(Block.class);
  }
}
