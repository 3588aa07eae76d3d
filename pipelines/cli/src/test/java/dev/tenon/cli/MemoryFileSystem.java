package dev.tenon.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Files in memory, under {@code memory://}, with no more than Beam promises of any file system:
 * names without folders, no appending, no seeking, files that are complete once they are closed,
 * and renaming that removes what had the name before.
 */
final class MemoryFileSystem extends FileSystem<MemoryResource> {
  /** The scheme. */
  static final String SCHEME = "memory";

  private static final Map<String, byte[]> FILES = new ConcurrentSkipListMap<>();

  private static volatile long room = Long.MAX_VALUE;

  /** Tells Beam of the file system. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new MemoryFileSystem());
    }
  }

  /** Returns what is in a folder and those in it, by path within the folder. */
  static Map<String, byte[]> content(String folder) {
    Map<String, byte[]> content = new TreeMap<>();
    FILES.forEach(
        (path, bytes) -> {
          if (path.startsWith(folder + "/")) {
            content.put(path.substring(folder.length() + 1), bytes);
          }
        });
    return content;
  }

  static void put(String path, String content) {
    FILES.put(path, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  static void remove(String path) {
    FILES.remove(path);
  }

  /** Refuses files of more than some bytes from now on. */
  static void limit(long bytes) {
    room = bytes;
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    return specs.stream().map(MemoryFileSystem::match).toList();
  }

  private static MatchResult match(String spec) {
    String[] parts = spec.split("\\*", -1);
    StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      regex.append("[^/]*").append(Pattern.quote(parts[i]));
    }
    Pattern pattern = Pattern.compile(regex.toString());
    List<Metadata> found =
        FILES.entrySet().stream()
            .filter(file -> pattern.matcher(file.getKey()).matches())
            .map(file -> metadata(file.getKey(), file.getValue().length))
            .toList();
    return found.isEmpty()
        ? MatchResult.create(Status.NOT_FOUND, new FileNotFoundException(spec))
        : MatchResult.create(Status.OK, found);
  }

  private static Metadata metadata(String path, long size) {
    return Metadata.builder()
        .setResourceId(new MemoryResource(path))
        .setSizeBytes(size)
        .setIsReadSeekEfficient(false)
        .build();
  }

  @Override
  protected WritableByteChannel create(MemoryResource resource, CreateOptions options)
      throws IOException {
    if (FILES.containsKey(resource.path())) {
      throw new FileAlreadyExistsException(resource.path());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutputStream out =
        new FilterOutputStream(bytes) {
          @Override
          public void write(byte[] some, int offset, int count) throws IOException {
            if (bytes.size() + count > room) {
              throw new IOException("the quota of " + room + " bytes is used up");
            }
            bytes.write(some, offset, count);
          }

          @Override
          public void close() {
            FILES.put(resource.path(), bytes.toByteArray());
          }
        };
    return Channels.newChannel(out);
  }

  @Override
  protected ReadableByteChannel open(MemoryResource resource) throws IOException {
    return Channels.newChannel(new ByteArrayInputStream(existing(resource)));
  }

  private static byte[] existing(MemoryResource resource) throws FileNotFoundException {
    byte[] bytes = FILES.get(resource.path());
    if (bytes == null) {
      throw new FileNotFoundException(resource.path());
    }
    return bytes;
  }

  @Override
  protected void copy(List<MemoryResource> from, List<MemoryResource> to) {
    throw new UnsupportedOperationException("nobody copies");
  }

  @Override
  protected void rename(List<MemoryResource> from, List<MemoryResource> to, MoveOptions... options)
      throws IOException {
    for (int i = 0; i < from.size(); i++) {
      byte[] bytes = existing(from.get(i));
      FILES.remove(to.get(i).path());
      FILES.put(to.get(i).path(), bytes);
      FILES.remove(from.get(i).path());
    }
  }

  @Override
  protected void delete(Collection<MemoryResource> resources) throws IOException {
    for (MemoryResource resource : resources) {
      existing(resource);
      FILES.remove(resource.path());
    }
  }

  @Override
  protected MemoryResource matchNewResource(String path, boolean isDirectory) {
    return new MemoryResource(isDirectory && !path.endsWith("/") ? path + "/" : path);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }
}
