package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * A file on a disk of this machine. It is written into a temporary neighbour, which is forced to
 * the disk and then takes the file's name. Several attempts to write one file do not get in one
 * another's way.
 *
 * @param file the file
 */
@API(status = EXPERIMENTAL)
public record LocalFile(Path file) implements StoredFile {
  @Override
  public String name() {
    return file.getFileName().toString();
  }

  @Override
  public String path() {
    return file.toString();
  }

  @Override
  public boolean exists() {
    return Files.exists(file);
  }

  @Override
  public long size() throws IOException {
    return Files.size(file);
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public ByteBuffer map() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  @Override
  public void write(Content content) {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = folder.resolve(Folder.UNFINISHED + UUID.randomUUID());
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      writeForced(temporary, content);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(folder);
    } catch (IOException e) {
      throw discarded(temporary, StoredFile.cannotWrite(path(), e));
    } catch (RuntimeException e) {
      throw discarded(temporary, e);
    }
  }

  private static void writeForced(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  /**
   * A renaming lasts only once the folder is on the disk; Windows cannot force one, nor needs to.
   */
  private static void forceFolder(Path folder) throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static RuntimeException discarded(Path temporary, RuntimeException error) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      error.addSuppressed(e);
    }
    return error;
  }

  @Override
  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UserError("cannot remove " + file + ": " + e, e);
    }
  }

  @Override
  public Optional<Path> local() {
    return Optional.of(file);
  }

  @Override
  public String toString() {
    return path();
  }
}
