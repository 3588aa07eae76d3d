package dev.tenon.assembly;

import dev.tenon.spi.Plugin;

/**
 * Who contributes an extension.
 *
 * @param name the plug-in's name
 * @param type the plug-in's class
 */
public record Owner(String name, Class<? extends Plugin> type) {
  @Override
  public String toString() {
    return name + " (" + type.getName() + ")";
  }
}
