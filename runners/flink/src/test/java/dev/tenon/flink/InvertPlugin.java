package dev.tenon.flink;

import dev.tenon.graph.Tensor;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;

/** A user's plug-in. */
@PluginInfo(name = "flink_test", api = PluginInfo.API)
public final class InvertPlugin implements Plugin {
  @Override
  public void contribute(Contributions contributions) {
    contributions.add("flink_test.invert", Invert.class);
  }

  /** An activation that no other jar has: {@code y = -x}. */
  public record Invert() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x.mul(-1);
    }
  }
}
