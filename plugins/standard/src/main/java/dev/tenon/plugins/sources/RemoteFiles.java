package dev.tenon.plugins.sources;

import dev.tenon.spi.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Files that are fetched once, checked by their hashes, and kept uncompressed.
 *
 * <p>A file appears in its folder only when it is whole and checked. Fetchers, in this process or
 * another, wait for one another; what a killed one may have left, the next removes.
 *
 * @param title what they are, for people
 * @param files the files
 * @param mirrors folders in which each may be found under its name followed by {@code .gz}; tried
 *     in order
 * @param archive a Debian package that holds them; tried last
 */
record RemoteFiles(
    String title, List<PinnedFile> files, List<URI> mirrors, Optional<DebianPackage> archive) {
  /** Keeps threads of this process apart; a file lock only does that for processes. */
  private static final Object FETCHING = new Object();

  /** Makes sure that all files are in a folder; see {@link FashionMnist#fetch}. */
  void fetch(Path folder, Consumer<String> progress) throws IOException {
    if (missing(folder).isEmpty()) {
      return;
    }
    synchronized (FETCHING) {
      try {
        Files.createDirectories(folder);
        Path lockFile = folder.resolve(".lock");
        try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          channel.lock();
          Workspace.removeLeftovers(folder);
          fetchMissing(folder, progress);
        }
      } catch (FileSystemException e) {
        throw new UserError(
            "cannot keep "
                + title
                + " in "
                + folder
                + " ("
                + e
                + "): it must be a folder that you may write to; name another in TENON_CACHE",
            e);
      }
    }
  }

  private void fetchMissing(Path folder, Consumer<String> progress) throws IOException {
    for (PinnedFile file : missing(folder)) {
      if (Files.exists(folder.resolve(file.name()))) {
        progress.accept(folder.resolve(file.name()) + " is damaged and will be fetched again");
      }
    }
    List<String> failures = new ArrayList<>();
    try (Workspace workspace = new Workspace(folder)) {
      for (URI mirror : mirrors) {
        if (fetchFrom(mirror, folder, workspace, progress, failures)) {
          return;
        }
      }
      if (archive.isPresent()) {
        String name = archive.get().name();
        progress.accept("fetching " + title + " as the Debian package " + name);
        try {
          URI unpacked = archive.get().download(workspace.directory()).toUri();
          if (fetchFrom(unpacked, folder, workspace, progress, failures)) {
            return;
          }
        } catch (IOException e) {
          failures.add("Debian package " + name + ": " + reason(e));
        }
      }
    }
    throw new UserError(
        "cannot fetch "
            + title
            + " into "
            + folder
            + ": "
            + String.join("; ", failures)
            + "; try again with a network connection");
  }

  /** Fetches what is missing from one place; returns whether nothing is missing any more. */
  private boolean fetchFrom(
      URI mirror,
      Path folder,
      Workspace workspace,
      Consumer<String> progress,
      List<String> failures)
      throws IOException {
    boolean local = "file".equals(mirror.getScheme());
    if (local && !Files.isDirectory(Path.of(mirror))) {
      return false;
    }
    for (PinnedFile file : missing(folder)) {
      URI address = mirror.resolve(file.name() + ".gz");
      if (!local) {
        progress.accept("fetching " + address);
      }
      Path temporary = workspace.directory().resolve(file.name());
      try {
        file.download(address, temporary);
      } catch (IOException e) {
        failures.add(address + ": " + reason(e));
        return false;
      }
      Files.move(
          temporary,
          folder.resolve(file.name()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    return true;
  }

  /** Returns those that are not in a folder, or damaged there. */
  List<PinnedFile> missing(Path folder) throws IOException {
    List<PinnedFile> missing = new ArrayList<>();
    for (PinnedFile file : files) {
      if (!file.isAt(folder.resolve(file.name()))) {
        missing.add(file);
      }
    }
    return missing;
  }

  private static String reason(IOException e) {
    if (e instanceof UnknownHostException) {
      return "unknown host";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
