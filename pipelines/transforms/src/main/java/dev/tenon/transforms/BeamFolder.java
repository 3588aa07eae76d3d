package dev.tenon.transforms;

import dev.tenon.spi.Folder;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * A folder in any of Beam's file systems.
 *
 * @param path the folder's path, with its scheme, without a slash at its end
 */
record BeamFolder(String path) implements Folder {
  /** Removes slashes from the end. */
  BeamFolder {
    path = path.replaceFirst("(?<=[^/:])/+$", "");
  }

  /** Explains that there is no file system for a path. */
  static UserError unknown(String path, IllegalArgumentException cause) {
    return new UserError(
        "there is no file system for "
            + path
            + " ("
            + cause.getMessage()
            + "); put Beam's jar for it and those that it needs on the class path with TENON_CLASSPATH"
            + " (beam-sdks-java-io-google-cloud-platform for gs,"
            + " beam-sdks-java-io-amazon-web-services2 for s3,"
            + " beam-sdks-java-io-hadoop-file-system for hdfs),"
            + " and give Beam the options that it asks for",
        cause);
  }

  @Override
  public Folder folder(String name) {
    return new BeamFolder(path + "/" + name);
  }

  @Override
  public StoredFile file(String name) {
    return new BeamFile(path + "/" + name);
  }

  @Override
  public List<String> files() {
    try {
      MatchResult found = FileSystems.match(path + "/*", EmptyMatchTreatment.ALLOW);
      return found.metadata().stream()
          .filter(one -> !one.resourceId().isDirectory())
          .map(one -> one.resourceId().getFilename())
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UserError("cannot read the folder " + path + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw unknown(path, e);
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
