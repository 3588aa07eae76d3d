package dev.tenon.docs.sample;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;

// region plugin
@PluginInfo(name = "acme", api = PluginInfo.API)
public final class AcmePlugin implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add("acme.rms_norm", RmsNorm.class);
  }
}
// endregion
