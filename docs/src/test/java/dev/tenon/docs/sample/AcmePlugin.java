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
    to.add("acme.blend", Blend.class);
    to.add("acme.swish", Swish.class);
    to.add("acme.orthogonal", Orthogonal.class);
    to.add("acme.focal", Focal.class);
    to.add("acme.sign_descent", SignDescent.class);
    to.add("acme.cosine_decay", CosineDecay.class);
    to.add("acme.matthews", Matthews.class);
    to.add("acme.grid_mask", GridMask.class);
    to.add("acme.csv_pixels", CsvPixels.class);
    to.add("acme.json_lines", JsonLines.class);
  }
}
// endregion
