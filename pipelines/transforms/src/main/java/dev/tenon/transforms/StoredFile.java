package dev.tenon.transforms;

import dev.tenon.spi.UserError;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * A file in any of Beam's file systems, written whole or not at all: under a name of its own, and
 * then renamed. Several attempts to write one file do not get in one another's way.
 *
 * @param path the file's path
 */
record StoredFile(String path) implements Serializable {
  /** What writes a file's content. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes the file, in place of what had its name.
   *
   * @throws UserError if it cannot be written, naming it
   */
  void write(Content content) {
    ResourceId temporary =
        resource()
            .getCurrentDirectory()
            .resolve(".writing-" + UUID.randomUUID(), StandardResolveOptions.RESOLVE_FILE);
    boolean written = false;
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Channels.newOutputStream(FileSystems.create(temporary, MimeTypes.BINARY)), 1 << 16)) {
        content.writeTo(out);
      }
      FileSystems.rename(List.of(temporary), List.of(resource()));
      written = true;
    } catch (IOException e) {
      throw new UserError(
          "cannot write "
              + path
              + ": "
              + e.getMessage()
              + "; free some space, mend the permissions or choose another work directory",
          e);
    } finally {
      if (!written) {
        delete(temporary);
      }
    }
  }

  /** Writes a text in UTF-8, in place of what had the file's name. */
  void write(String text) {
    write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns the file's bytes: mapped where the file system is the machine's own, in memory
   * otherwise.
   *
   * @throws FileNotFoundException if there is no such file
   */
  ByteBuffer read() throws IOException {
    try (ReadableByteChannel channel = FileSystems.open(resource())) {
      if (channel instanceof FileChannel local) {
        return local.map(FileChannel.MapMode.READ_ONLY, 0, local.size());
      }
      InputStream in = Channels.newInputStream(channel);
      return ByteBuffer.wrap(in.readAllBytes());
    }
  }

  /** Tells whether the file is there. */
  boolean exists() {
    try {
      return FileSystems.matchResources(List.of(resource())).get(0).status() == Status.OK;
    } catch (IOException e) {
      throw new UserError("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** Removes the file, if it is there. */
  void delete() {
    delete(resource());
  }

  private static void delete(ResourceId resource) {
    try {
      FileSystems.delete(List.of(resource), StandardMoveOptions.IGNORE_MISSING_FILES);
    } catch (IOException e) {
      throw new UserError("cannot remove " + resource + ": " + e.getMessage(), e);
    }
  }

  private ResourceId resource() {
    return FileSystems.matchNewResource(path, false);
  }
}
