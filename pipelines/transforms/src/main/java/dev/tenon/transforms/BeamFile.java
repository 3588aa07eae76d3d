package dev.tenon.transforms;

import dev.tenon.spi.Folder;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * A file in any of Beam's file systems, written under a name of its own, and then renamed. Several
 * attempts to write one file do not get in one another's way. Where a file system cannot rename
 * over a file that is there, Beam removes that one before: a reader may then find none for a
 * moment, but never a part.
 *
 * @param path the file's path, with its scheme
 */
record BeamFile(String path) implements StoredFile {
  @Override
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public boolean exists() {
    try {
      match();
      return true;
    } catch (FileNotFoundException | NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UserError("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public long size() throws IOException {
    return match().sizeBytes();
  }

  private MatchResult.Metadata match() throws IOException {
    MatchResult found = FileSystems.matchResources(List.of(resource())).get(0);
    if (found.status() == MatchResult.Status.NOT_FOUND || found.metadata().isEmpty()) {
      throw new NoSuchFileException(path);
    }
    return found.metadata().get(0);
  }

  @Override
  public InputStream open() throws IOException {
    try {
      return Channels.newInputStream(FileSystems.open(resource()));
    } catch (FileNotFoundException e) {
      throw missing(e);
    }
  }

  private NoSuchFileException missing(FileNotFoundException cause) {
    NoSuchFileException missing = new NoSuchFileException(path);
    missing.initCause(cause);
    return missing;
  }

  @Override
  public ByteBuffer map() throws IOException {
    InputStream in = open();
    try (in) {
      return mappedCopy(in);
    } catch (IOException e) {
      throw new IOException(
          "it cannot be copied to " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(),
          e);
    }
  }

  private static ByteBuffer mappedCopy(InputStream in) throws IOException {
    Path copy = Files.createTempFile("tenon-", ".part");
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(copy)) {
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      }
    } finally {
      remove(copy);
    }
  }

  /** What is mapped stays readable when its name is gone, except on Windows. */
  private static void remove(Path copy) throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      copy.toFile().deleteOnExit();
    } else {
      Files.delete(copy);
    }
  }

  @Override
  public void write(Content content) {
    ResourceId temporary =
        resource()
            .getCurrentDirectory()
            .resolve(Folder.UNFINISHED + UUID.randomUUID(), StandardResolveOptions.RESOLVE_FILE);
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Channels.newOutputStream(FileSystems.create(temporary, MimeTypes.BINARY)), 1 << 16)) {
        content.writeTo(out);
      }
      FileSystems.rename(List.of(temporary), List.of(resource()));
    } catch (IOException e) {
      throw discarded(temporary, StoredFile.cannotWrite(path, e));
    } catch (RuntimeException e) {
      throw discarded(temporary, e);
    }
  }

  private static RuntimeException discarded(ResourceId temporary, RuntimeException error) {
    try {
      remove(temporary);
    } catch (IOException e) {
      error.addSuppressed(e);
    }
    return error;
  }

  @Override
  public void delete() {
    try {
      remove(resource());
    } catch (IOException e) {
      throw new UserError("cannot remove " + path + ": " + e.getMessage(), e);
    }
  }

  private static void remove(ResourceId resource) throws IOException {
    FileSystems.delete(List.of(resource), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private ResourceId resource() {
    try {
      return FileSystems.matchNewResource(path, false);
    } catch (IllegalArgumentException e) {
      throw BeamFolder.unknown(path, e);
    }
  }

  @Override
  public Optional<Path> local() {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return path;
  }
}
