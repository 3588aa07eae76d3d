package dev.tenon.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.tenon.spi.DataCache;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * ONNX Runtime's native library, unpacked into the user's cache once: on its own, ONNX Runtime
 * unpacks it at every start, which takes longer than to load it.
 *
 * <p>What lies in the cache is compared with the checksums in the jar before it is loaded, and
 * written again where it differs. Where there is no cache, all is as it would be without this
 * class; so it is if {@code onnxruntime.native.path} says where the library is, and for a second
 * class loader in a process, since no two can load one file.
 */
final class NativeLibrary {
  private static final String PATH = "onnxruntime.native.path";
  private static final String TAKEN = "dev.tenon.onnxruntime.taken";
  private static final String FOLDER = "ai/onnxruntime/native/";
  private static final int CHUNK = 1 << 18;

  private NativeLibrary() {}

  /** Returns ONNX Runtime's environment, loading the library when it is first asked for. */
  static OrtEnvironment environment() {
    Properties properties = System.getProperties();
    // All class loaders of a process meet here.
    synchronized (properties) {
      boolean settled = properties.getProperty(PATH) != null;
      boolean taken = properties.getProperty(TAKEN) != null;
      Optional<Path> folder = settled || taken ? Optional.empty() : ofJar();
      folder.ifPresent(unpacked -> properties.setProperty(PATH, unpacked.toString()));
      try {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "tenon");
      } finally {
        if (folder.isPresent()) {
          properties.remove(PATH);
          properties.setProperty(TAKEN, folder.get().toString());
        }
      }
    }
  }

  private static Optional<Path> ofJar() {
    CodeSource source = OrtEnvironment.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = Path.of(source.getLocation().toURI());
      return unpacked(jar, DataCache.ofUser().directory());
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      // No file, but something that a class loader knows: ONNX Runtime will find its way.
      return Optional.empty();
    }
  }

  /**
   * Unpacks this machine's library, unless that has been done.
   *
   * @param jar ONNX Runtime's jar
   * @param cache the folder under which it is kept
   * @return the folder that holds it; empty if the jar has none, or the cache cannot be used
   */
  static Optional<Path> unpacked(Path jar, Path cache) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      String prefix = FOLDER + platform() + "/";
      List<ZipEntry> files =
          zip.stream()
              .<ZipEntry>map(entry -> entry)
              .filter(entry -> entry.getName().startsWith(prefix) && !entry.isDirectory())
              .toList();
      if (files.isEmpty()) {
        return Optional.empty();
      }
      Path folder = cache.resolve("native").resolve(name(files)).toAbsolutePath();
      Files.createDirectories(folder);
      for (ZipEntry file : files) {
        Path target = folder.resolve(file.getName().substring(prefix.length()));
        if (!isSound(target, file)) {
          write(zip, file, target);
        }
      }
      return Optional.of(folder);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The name that ONNX Runtime has for a system and processor. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String os = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
    boolean arm = processor.startsWith("aarch64") || processor.startsWith("arm64");
    return os + (arm ? "-aarch64" : "-x64");
  }

  /** Each version has a folder of its own, so that one does not disturb another that is running. */
  private static String name(List<ZipEntry> files) {
    CRC32 checksum = new CRC32();
    for (ZipEntry file : files) {
      checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(file.getCrc()).flip());
    }
    return "onnxruntime-%08x".formatted(checksum.getValue());
  }

  private static boolean isSound(Path path, ZipEntry expected) throws IOException {
    if (!Files.isRegularFile(path) || Files.size(path) != expected.getSize()) {
      return false;
    }
    CRC32 checksum = new CRC32();
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    try (FileChannel file = FileChannel.open(path)) {
      while (file.read(chunk) >= 0) {
        checksum.update(chunk.flip());
        chunk.clear();
      }
    }
    return checksum.getValue() == expected.getCrc();
  }

  /** Writes a file under another name first: it appears whole, or not at all. */
  private static void write(ZipFile zip, ZipEntry file, Path target) throws IOException {
    Path written =
        target.resolveSibling("." + target.getFileName() + "-" + ProcessHandle.current().pid());
    try {
      try (InputStream content = zip.getInputStream(file)) {
        Files.copy(content, written, StandardCopyOption.REPLACE_EXISTING);
      }
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
