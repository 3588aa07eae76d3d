package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * The one entry of a plug-in jar, which names it in {@code META-INF/services/dev.tenon.spi.Plugin}:
 * it names the extensions that the jar contributes.
 *
 * <p>It carries a {@link PluginInfo}, and is made by its public constructor without parameters; or
 * else by the one that has {@link jakarta.inject.Inject}, whose parameters are made for it: a
 * {@link DataCache}, classes of its own with such constructors, and what its modules bind.
 */
@API(status = STABLE)
public interface Plugin {
  /**
   * Names the extensions.
   *
   * @param contributions takes them
   */
  void contribute(Contributions contributions);
}
