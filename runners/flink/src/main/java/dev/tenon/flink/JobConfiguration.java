package dev.tenon.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;

/** Flink's settings for one job, in a folder of their own, since that is how Beam takes them. */
final class JobConfiguration implements AutoCloseable {
  private static final String FILE = "config.yaml";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Map<String, String> settings;

  private JobConfiguration(Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.settings = Map.copyOf(settings);
  }

  /**
   * Reads the settings that the user has for Flink.
   *
   * @param folder the folder of Flink's configuration, null for what Flink's own environment
   *     variable says
   */
  static Map<String, String> given(String folder) {
    try {
      return folder == null
          ? GlobalConfiguration.loadConfiguration().toMap()
          : GlobalConfiguration.loadConfiguration(folder).toMap();
    } catch (IllegalConfigurationException e) {
      throw new UserError("Flink's configuration cannot be read: " + e.getMessage(), e);
    }
  }

  /** Writes settings into a folder for a while. */
  static JobConfiguration of(Map<String, String> settings) {
    try {
      Path folder = Files.createTempDirectory("tenon-flink-");
      JobConfiguration configuration = new JobConfiguration(folder, settings);
      write(folder, settings);
      return configuration;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes settings as Flink reads them. */
  static void write(Path folder, Map<String, String> settings) throws IOException {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(settings)
        .forEach(
            (key, value) ->
                text.append(quoted(key)).append(": ").append(quoted(value)).append('\n'));
    Files.writeString(folder.resolve(FILE), text);
  }

  /** A string of JSON is one of YAML. */
  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Reads a setting that is a number of milliseconds. */
  Duration millis(String key) {
    String value = settings.get(key);
    try {
      return Duration.ofMillis(Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw new UserError("Flink's setting " + key + " must be in milliseconds, got " + value, e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(folder.resolve(FILE));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
