package org.example.heron;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;

/** Names what this jar contributes. */
@PluginInfo(name = "heron", api = PluginInfo.API)
public final class HeronPlugin implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add("heron.channel_gate", ChannelGate.class);
    // region more
    to.add("heron.quasi_hyperbolic", QuasiHyperbolic.class);
    to.add("heron.mean_reciprocal_rank", MeanReciprocalRank.class);
    to.add("heron.random_gamma", RandomGamma.class);
    // endregion
  }
}
