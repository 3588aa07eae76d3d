package dev.tenon.training;

import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The reservation of a folder on a disk of this machine: a lock that ends with the process. */
final class LockedFolder implements Claim {
  /** The name of the file that is locked. */
  static final String LOCK = ".lock";

  /**
   * What this process holds. Where locks belong to processes, a second look at the file by its
   * holder would end the lock, so such a look must not happen.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path key;
  private final boolean made;
  private final FileChannel channel;

  private LockedFolder(Path folder, Path key, boolean made, FileChannel channel) {
    this.folder = folder;
    this.key = key;
    this.made = made;
    this.channel = channel;
  }

  /**
   * Reserves a folder.
   *
   * @param folder an existing folder
   * @param made whether this run made it, and may remove it if nothing came into it
   */
  static LockedFolder of(Path folder, boolean made) {
    Path file = folder.resolve(LOCK);
    try {
      Path key = folder.toRealPath();
      if (!HELD.add(key)) {
        throw inUse(folder, ownProcess());
      }
      Optional<LockedFolder> claim = Optional.empty();
      try {
        claim = locked(folder, key, made);
      } finally {
        if (claim.isEmpty()) {
          HELD.remove(key);
        }
      }
      if (claim.isEmpty()) {
        throw inUse(folder, Files.exists(file) ? Files.readString(file) : "");
      }
      return claim.get();
    } catch (IOException e) {
      throw StoredFile.cannotWrite(file.toString(), e);
    }
  }

  /** Locks the folder's file; empty if another process holds it. */
  private static Optional<LockedFolder> locked(Path folder, Path key, boolean made)
      throws IOException {
    Path file = folder.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      // A file that is gone is one that a closing run has just removed: its lock keeps nobody out.
      locked = channel.tryLock() != null && Files.exists(file);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      return Optional.empty();
    }
    LockedFolder claim = new LockedFolder(folder, key, made, channel);
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(ownProcess().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      claim.close();
      throw e;
    }
    return Optional.of(claim);
  }

  private static String ownProcess() {
    return String.valueOf(ProcessHandle.current().pid());
  }

  private static UserError inUse(Path folder, String process) {
    return Claim.inUse(folder.toString(), process.isBlank() ? "" : "process " + process, "");
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      Files.deleteIfExists(folder.resolve(LOCK));
      if (made && Files.isDirectory(folder) && isEmpty()) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give " + folder + " free", e);
    } finally {
      HELD.remove(key);
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}
