package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
  @TempDir private Path cache;

  private static Path jar() throws URISyntaxException {
    return Path.of(
        OrtEnvironment.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void the_library_is_unpacked_once_and_left_alone_afterwards() throws Exception {
    Path folder = NativeLibrary.unpacked(jar(), cache).orElseThrow();
    assertThat(folder).startsWith(cache.resolve("native"));
    List<Path> files = files(folder);
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .anyMatch(name -> name.contains("onnxruntime."))
        .anyMatch(name -> name.contains("onnxruntime4j_jni."))
        .noneMatch(name -> name.startsWith("."));
    var written = Files.getLastModifiedTime(files.get(0));
    Object key = Files.readAttributes(files.get(0), BasicFileAttributes.class).fileKey();

    assertThat(NativeLibrary.unpacked(jar(), cache)).contains(folder);
    assertThat(Files.getLastModifiedTime(files.get(0))).isEqualTo(written);
    assertThat(Files.readAttributes(files.get(0), BasicFileAttributes.class).fileKey())
        .isEqualTo(key);
  }

  @Test
  void a_damaged_or_truncated_file_is_written_again() throws Exception {
    Path folder = NativeLibrary.unpacked(jar(), cache).orElseThrow();
    for (Path file : files(folder)) {
      byte[] whole = Files.readAllBytes(file);
      byte[] damaged = whole.clone();
      damaged[whole.length / 2] ^= 1;
      for (byte[] wrong : List.of(damaged, Arrays.copyOf(whole, whole.length / 2), new byte[0])) {
        Files.write(file, wrong);
        assertThat(NativeLibrary.unpacked(jar(), cache)).contains(folder);
        assertThat(Files.mismatch(file, Files.write(cache.resolve("whole"), whole))).isEqualTo(-1);
      }
    }
  }

  @Test
  void without_a_usable_cache_or_a_library_in_the_jar_there_is_none() throws Exception {
    Path file = Files.writeString(cache.resolve("file"), "no folder");
    assertThat(NativeLibrary.unpacked(jar(), file)).isEmpty();

    Path other = cache.resolve("other.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(other))) {
      zip.putNextEntry(new ZipEntry("ai/onnxruntime/OrtEnvironment.class"));
    }
    assertThat(NativeLibrary.unpacked(other, cache)).isEmpty();
    assertThat(NativeLibrary.unpacked(cache.resolve("missing.jar"), cache)).isEmpty();
  }

  @Test
  void class_loaders_of_one_process_each_load_the_library() throws Exception {
    OnnxRuntimeOptions options = new OnnxRuntimeOptions().withDevice(Device.CPU).withThreads(1);
    String description = new OnnxRuntimeBackend(options).description();
    List<URL> classes = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classes.add(Path.of(entry).toUri().toURL());
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader other = new URLClassLoader(classes.toArray(URL[]::new), platform)) {
      Class<?> type = other.loadClass(OnnxRuntimeBackend.class.getName());
      assertThat(type).isNotSameAs(OnnxRuntimeBackend.class);
      Object backend = type.getConstructor().newInstance();
      assertThat((String) type.getMethod("description").invoke(backend))
          .startsWith(description.substring(0, description.indexOf(" on ")));
    }
    assertThat(System.getProperty("onnxruntime.native.path")).isNull();
  }
}
