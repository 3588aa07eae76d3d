package dev.tenon.docs.sample;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;
import jakarta.inject.Inject;
import java.nio.file.Files;

// region plugin
@PluginInfo(name = "acme_pro", api = PluginInfo.API)
public final class LicensedPlugin implements Plugin {
  private final Licence licence;

  @Inject
  LicensedPlugin(Licence licence) {
    this.licence = licence;
  }

  @Override
  public void contribute(Contributions to) {
    if (licence.isThere()) {
      to.add("acme_pro.rms_norm", RmsNorm.class);
    }
  }

  static final class Licence {
    private final DataCache cache;

    @Inject
    Licence(DataCache cache) {
      this.cache = cache;
    }

    boolean isThere() {
      return Files.exists(cache.directory().resolve("acme.licence"));
    }
  }
}
// endregion
