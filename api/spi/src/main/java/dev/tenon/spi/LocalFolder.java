package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A folder on a disk of this machine.
 *
 * @param directory the folder
 */
@API(status = EXPERIMENTAL)
public record LocalFolder(Path directory) implements Folder {
  /** Makes the path absolute, so that messages can be acted on from anywhere. */
  public LocalFolder {
    directory = directory.toAbsolutePath().normalize();
  }

  @Override
  public String path() {
    return directory.toString();
  }

  @Override
  public Folder folder(String name) {
    return new LocalFolder(directory.resolve(name));
  }

  @Override
  public StoredFile file(String name) {
    return new LocalFile(directory.resolve(name));
  }

  @Override
  public List<String> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> !Files.isDirectory(entry))
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UserError("cannot read the folder " + directory + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Path> local() {
    return Optional.of(directory);
  }

  @Override
  public String toString() {
    return path();
  }
}
