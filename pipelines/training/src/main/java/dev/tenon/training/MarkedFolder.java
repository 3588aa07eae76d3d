package dev.tenon.training;

import dev.tenon.spi.Folder;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The reservation of a folder in a file system without locks. Each run writes a mark of its own and
 * then looks for others: of two at once at least one sees the other, and gives way.
 *
 * @param mark this run's mark
 */
record MarkedFolder(StoredFile mark) implements Claim {
  /** What the names of marks begin with. */
  static final String MARK = ".claim-";

  /**
   * Who wrote a mark.
   *
   * @param host the machine's name
   * @param process the process's number on it
   * @param began when the process began, since numbers are used again; empty if nobody knows
   */
  private record Owner(String host, long process, String began) {
    static Owner ofThisProcess() {
      return new Owner(thisHost(), ProcessHandle.current().pid(), began(ProcessHandle.current()));
    }

    /** Reads a mark; empty if it is not one that {@link #line} has written. */
    static Optional<Owner> parsed(String line) {
      String[] parts = line.strip().split(" ", -1);
      return parts.length == 3 && parts[1].matches("\\d{1,18}")
          ? Optional.of(new Owner(parts[0], Long.parseLong(parts[1]), parts[2]))
          : Optional.empty();
    }

    String line() {
      return host + " " + process + " " + began + "\n";
    }

    /** Tells whether the process is known to be no more. A name like localhost says nothing. */
    boolean isGone() {
      return !host.equals("localhost")
          && host.equals(thisHost())
          && ProcessHandle.of(process).filter(other -> began(other).equals(began)).isEmpty();
    }

    private static String began(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String thisHost() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }

    @Override
    public String toString() {
      return "process " + process + " on " + host;
    }
  }

  /** Reserves a folder. */
  static MarkedFolder of(Folder folder) {
    MarkedFolder claim = new MarkedFolder(folder.file(MARK + UUID.randomUUID()));
    claim.mark.write(Owner.ofThisProcess().line());
    try {
      folder.files().stream()
          .filter(name -> name.startsWith(MARK) && !name.equals(claim.mark.name()))
          .forEach(name -> requireGone(folder, folder.file(name)));
      return claim;
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  private static void requireGone(Folder folder, StoredFile mark) {
    Optional<Owner> owner;
    try {
      owner = Owner.parsed(mark.text());
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new UserError("cannot read " + mark.path() + ": " + e.getMessage(), e);
    }
    if (owner.filter(Owner::isGone).isEmpty()) {
      throw Claim.inUse(
          folder.path(),
          owner.map(Owner::toString).orElse(""),
          ", remove " + mark.path() + " if it was killed,");
    }
    mark.delete();
  }

  @Override
  public void close() {
    mark.delete();
  }
}
