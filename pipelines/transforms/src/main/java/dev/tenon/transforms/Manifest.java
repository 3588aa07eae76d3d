package dev.tenon.transforms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@link Ingest} has written, {@code data/manifest.json} in the work directory: it is written
 * last, so where it is, all is.
 *
 * @param tenon the version of the format, {@value #VERSION}
 * @param image the size of every image
 * @param splits by label, what there is of each {@link DataSplit}
 */
public record Manifest(int tenon, Size image, Map<String, Records> splits) {
  /** The version of the format that this class reads and writes. */
  public static final int VERSION = 1;

  /** What to do about files of data that are not as they were written. */
  static final String REMEDY =
      "; remove its folder and go on with the run, which then ingests the data again";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * The size of an image.
   *
   * @param height rows
   * @param width pixels in a row
   * @param channels samples in a pixel
   */
  public record Size(int height, int width, int channels) {
    @Override
    public String toString() {
      return height + "x" + width + "x" + channels;
    }
  }

  /**
   * The records of one split.
   *
   * @param labels the names of the classes
   * @param records how many there are
   * @param rejected how many more were rejected and are in the quarantine
   * @param shards the files that hold them
   */
  public record Records(List<String> labels, long records, long rejected, List<Shard> shards) {
    /** Keeps its own copies of the lists. */
    public Records {
      labels = List.copyOf(labels);
      shards = List.copyOf(shards);
    }
  }

  /**
   * A file of records.
   *
   * @param file its name, in the manifest's folder
   * @param records how many records it holds
   * @param bytes its length
   * @param sha256 its SHA-256 in hexadecimal
   */
  public record Shard(String file, long records, long bytes, String sha256) {
    /** Lets the name lead nowhere else. */
    public Shard {
      if (!file.matches("[a-z0-9-]+\\.tfrecord")) {
        throw new IllegalArgumentException("a file of records cannot be called " + file);
      }
    }
  }

  /** Keeps its own copy of the map, in alphabetical order. */
  public Manifest {
    splits = Collections.unmodifiableMap(new TreeMap<>(splits));
  }

  /**
   * Reads the manifest of a work directory.
   *
   * @param workDirectory the work directory
   * @return the manifest
   * @throws UserError if there is none, or it cannot be read
   */
  public static Manifest read(WorkDirectory workDirectory) {
    StoredFile file = file(workDirectory);
    try {
      Manifest manifest = JSON.readValue(file.text(), Manifest.class);
      if (manifest.tenon != VERSION) {
        throw new UserError(
            file.path()
                + " has version "
                + manifest.tenon
                + ", and this Tenon reads version "
                + VERSION
                + REMEDY);
      }
      return manifest;
    } catch (NoSuchFileException e) {
      throw new UserError(
          "there is no " + file.path() + ": no data has been ingested there; do that first", e);
    } catch (JsonProcessingException e) {
      throw new UserError(file.path() + " is damaged (" + e.getOriginalMessage() + ")" + REMEDY, e);
    } catch (IOException e) {
      throw new UserError("cannot read " + file.path() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns what there is of a split.
   *
   * @param split the split
   * @return its records
   * @throws UserError if there are none
   */
  public Records records(DataSplit split) {
    Records records = splits.get(split.label());
    if (records == null) {
      throw new UserError(
          "no " + split.label() + " data has been ingested, only " + splits.keySet());
    }
    return records;
  }

  /** Returns a line for people: how many records of each split there are, and in the quarantine. */
  public String summary() {
    String counts =
        Arrays.stream(DataSplit.values())
            .filter(split -> splits.containsKey(split.label()))
            .map(split -> records(split).records() + " " + split.label())
            .collect(Collectors.joining(", "));
    long rejected = splits.values().stream().mapToLong(Records::rejected).sum();
    return "Records: " + counts + (rejected == 0 ? "" : "; " + rejected + " in the quarantine");
  }

  void write(WorkDirectory workDirectory) {
    try {
      file(workDirectory).write(JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always JSON", e);
    }
  }

  static StoredFile file(WorkDirectory workDirectory) {
    return workDirectory.data().file("manifest.json");
  }
}
