package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * The folder in which fetched data sets are kept between runs.
 *
 * @param directory the folder; made when first needed
 */
@API(status = STABLE)
public record DataCache(Path directory) {
  /**
   * Returns the user's cache: {@code TENON_CACHE}, else {@code XDG_CACHE_HOME/tenon}, else {@code
   * ~/.cache/tenon}.
   */
  public static DataCache ofUser() {
    String own = System.getenv("TENON_CACHE");
    String xdg = System.getenv("XDG_CACHE_HOME");
    if (own != null && !own.isBlank()) {
      return new DataCache(Path.of(own));
    }
    boolean hasXdg = xdg != null && !xdg.isBlank();
    Path caches = hasXdg ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
    return new DataCache(caches.resolve("tenon"));
  }
}
