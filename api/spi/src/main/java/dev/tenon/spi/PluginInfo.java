package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * What has to be known of a {@link Plugin} before any of its code runs.
 *
 * <pre>{@code
 * @PluginInfo(name = "acme", api = PluginInfo.API)
 * public final class AcmePlugin implements Plugin { ... }
 * }</pre>
 */
@API(status = STABLE)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PluginInfo {
  /**
   * The version of the interfaces that plug-ins are written against, which are {@code tenon-spi}
   * and {@code tenon-graph}: the first two numbers of Tenon's own. As a constant, it is kept in the
   * plug-in's class as it is when that is compiled, so it need never be typed.
   */
  String API = "0.1";

  /**
   * Returns the plug-in's name, unique among those installed: lower-case words with underscores. It
   * stands before the dot in the ids of what a third party contributes.
   */
  String name();

  /**
   * Returns the version of the interfaces that the plug-in was compiled against, {@link #API}.
   *
   * <p>A plug-in for 1.2 runs with 1.2 and every later version before 2.0; one for 0.1 runs with
   * 0.1 alone, since before 1.0 any version may change anything. Another Tenon disables it.
   */
  String api();

  /**
   * Returns Guice modules that bind what the plug-in's constructor asks for; none unless said. Each
   * has a constructor without parameters.
   */
  Class<?>[] modules() default {};
}
