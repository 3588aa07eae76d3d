package dev.tenon.testkit;

import dev.tenon.spi.Folder;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder that keeps its files in memory, as one in another file system keeps them elsewhere: what
 * is done past it on the disk of this machine shows.
 *
 * @param path where it claims to be
 * @param kept the content of the files of the folder and all folders in it, by path
 * @param full whether nothing can be written
 */
record KeptFolder(String path, TreeMap<String, byte[]> kept, boolean full) implements Folder {
  static KeptFolder at(Path path) {
    return new KeptFolder(path.toString(), new TreeMap<>(), false);
  }

  /** Returns a folder with the same files, to which nothing can be written. */
  KeptFolder filled() {
    return new KeptFolder(path, kept, true);
  }

  /** Returns the names and texts of all files, with the folders they are in. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    kept.forEach(
        (file, bytes) ->
            texts.put(
                file.substring(path.length() + 1), new String(bytes, StandardCharsets.UTF_8)));
    return texts;
  }

  @Override
  public Folder folder(String name) {
    return new KeptFolder(path + "/" + name, kept, full);
  }

  @Override
  public StoredFile file(String name) {
    return new KeptFile(this, name);
  }

  @Override
  public List<String> files() {
    return kept.keySet().stream()
        .filter(file -> file.startsWith(path + "/"))
        .map(file -> file.substring(path.length() + 1))
        .filter(file -> !file.contains("/"))
        .toList();
  }

  @Override
  public Optional<Path> local() {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return path;
  }

  /** A file of such a folder. */
  private record KeptFile(KeptFolder folder, String name) implements StoredFile {
    @Override
    public String path() {
      return folder.path + "/" + name;
    }

    @Override
    public boolean exists() {
      return folder.kept.containsKey(path());
    }

    @Override
    public byte[] bytes() throws NoSuchFileException {
      if (!exists()) {
        throw new NoSuchFileException(path());
      }
      return folder.kept.get(path()).clone();
    }

    @Override
    public long size() throws NoSuchFileException {
      return bytes().length;
    }

    @Override
    public InputStream open() throws NoSuchFileException {
      return new ByteArrayInputStream(bytes());
    }

    @Override
    public ByteBuffer map() throws NoSuchFileException {
      return ByteBuffer.wrap(bytes()).asReadOnlyBuffer();
    }

    @Override
    public void write(Content content) {
      if (folder.full) {
        throw new UserError("cannot write " + path() + ": the disk is full; free some space");
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        content.writeTo(bytes);
      } catch (IOException e) {
        throw StoredFile.cannotWrite(path(), e);
      }
      folder.kept.put(path(), bytes.toByteArray());
    }

    @Override
    public void delete() {
      folder.kept.remove(path());
    }

    @Override
    public Optional<Path> local() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return path();
    }
  }
}
