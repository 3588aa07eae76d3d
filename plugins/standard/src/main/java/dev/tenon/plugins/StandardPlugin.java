package dev.tenon.plugins;

import dev.tenon.plugins.activations.StandardActivations;
import dev.tenon.plugins.augmentations.StandardAugmentations;
import dev.tenon.plugins.initializers.StandardInitializers;
import dev.tenon.plugins.layers.StandardLayers;
import dev.tenon.plugins.listeners.StandardListeners;
import dev.tenon.plugins.losses.StandardLosses;
import dev.tenon.plugins.metrics.StandardMetrics;
import dev.tenon.plugins.optimizers.StandardOptimizers;
import dev.tenon.plugins.schedules.StandardSchedules;
import dev.tenon.plugins.sources.StandardSources;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;
import java.util.List;

/** Contributes what ships with Tenon, the same way as any plug-in does. */
@PluginInfo(name = "standard", api = PluginInfo.API)
public final class StandardPlugin implements Plugin {
  private static final List<Plugin> KINDS =
      List.of(
          new StandardLayers(),
          new StandardActivations(),
          new StandardInitializers(),
          new StandardLosses(),
          new StandardOptimizers(),
          new StandardSchedules(),
          new StandardMetrics(),
          new StandardListeners(),
          new StandardAugmentations(),
          new StandardSources());

  @Override
  public void contribute(Contributions to) {
    KINDS.forEach(kind -> kind.contribute(to));
  }
}
