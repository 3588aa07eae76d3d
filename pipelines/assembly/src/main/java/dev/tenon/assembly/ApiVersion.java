package dev.tenon.assembly;

import dev.tenon.spi.PluginInfo;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the interfaces that plug-ins are written against.
 *
 * @param major changes when plug-ins have to be changed
 * @param minor changes when something is added; while the major number is 0, whenever anything is
 *     changed
 */
record ApiVersion(int major, int minor) {
  private static final Pattern NUMBERS =
      Pattern.compile("(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})(?:\\.\\d{1,6})?");

  /** The version of this Tenon. */
  static final ApiVersion CURRENT = of(PluginInfo.API).orElseThrow();

  /**
   * Reads a version such as {@code 1.2}, or {@code 1.2.3}, of which the last number says nothing.
   */
  static Optional<ApiVersion> of(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    return numbers.matches()
        ? Optional.of(
            new ApiVersion(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))))
        : Optional.empty();
  }

  /** Tells whether a Tenon of this version runs a plug-in that was built for another. */
  boolean runs(ApiVersion built) {
    return major == built.major && (major == 0 ? minor == built.minor : minor >= built.minor);
  }

  /** Returns the versions for which plug-ins may be built to run here, for people. */
  String range() {
    return major == 0 || minor == 0 ? this + " alone" : major + ".0 to " + this;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
