package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.io.IOException;
import org.apiguardian.api.API;

/** Where examples come from. */
@API(status = STABLE)
@FunctionalInterface
public non-sealed interface Source extends Extension {
  /**
   * Opens the source, fetching it into the cache first where it has to be fetched.
   *
   * @param cache where fetched data is kept
   * @return its records, to be closed
   * @throws IOException if reading fails for a reason that is not the user's
   * @throws UserError if it is missing, empty or not what it should be
   */
  Examples open(DataCache cache) throws IOException;
}
