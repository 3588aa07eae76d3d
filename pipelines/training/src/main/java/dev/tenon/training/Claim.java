package dev.tenon.training;

import dev.tenon.spi.Folder;
import dev.tenon.spi.UserError;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The reservation of a {@link WorkDirectory} by one run.
 *
 * <p>On a disk of this machine it is a lock that ends with the process, so that a run that was
 * killed leaves nothing to clean up. Other file systems have no locks: there it is a file that says
 * who holds the folder. Of two runs that claim it at once, no more than one gets it, as long as the
 * file system lists what has been written. What a killed run leaves is removed by the next one on
 * the same machine, and must be removed by hand elsewhere.
 */
public sealed interface Claim extends AutoCloseable permits LockedFolder, MarkedFolder, TidyClaim {
  /**
   * Gives the folder free. What a step that was killed had begun to write, which nobody would read,
   * is removed; a folder that this run made and left empty, too.
   */
  @Override
  void close();

  /**
   * Reserves a folder.
   *
   * @param made whether this run made it, and may remove it if nothing came into it
   */
  static Claim of(Folder folder, boolean made) {
    Optional<Path> local = folder.local();
    return local.isPresent() ? LockedFolder.of(local.get(), made) : MarkedFolder.of(folder);
  }

  /** Tells whether a file is not a run's result, but says that a run is there. */
  static boolean isSign(String file) {
    return file.equals(LockedFolder.LOCK) || file.startsWith(MarkedFolder.MARK);
  }

  /** Explains that a folder is held. */
  static UserError inUse(String folder, String holder, String remedy) {
    return new UserError(
        "the work directory "
            + folder
            + " is in use by another run"
            + (holder.isBlank() ? "" : " (" + holder + ")")
            + "; wait for its end"
            + remedy
            + " or choose another");
  }
}
