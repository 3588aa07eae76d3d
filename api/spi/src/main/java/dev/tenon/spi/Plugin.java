package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * The one entry of a plug-in jar, found through {@link java.util.ServiceLoader}: it names the
 * extensions that the jar contributes.
 */
@API(status = STABLE)
public interface Plugin {
  /** Returns the plug-in's name for people, unique among those installed. */
  String name();

  /**
   * Names the extensions.
   *
   * @param contributions takes them
   */
  void contribute(Contributions contributions);
}
