package dev.tenon.spi;

/**
 * The one entry of a plug-in jar, found through {@link java.util.ServiceLoader}: it names the
 * extensions that the jar contributes.
 */
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
