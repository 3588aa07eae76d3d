package dev.tenon.training;

import dev.tenon.spi.Folder;
import dev.tenon.spi.StoredFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder that does not say where on this machine's disk it lies, as those of other file systems.
 *
 * @param near the folder
 */
record Distant(Folder near) implements Folder {
  @Override
  public String path() {
    return near.path();
  }

  @Override
  public Folder folder(String name) {
    return new Distant(near.folder(name));
  }

  @Override
  public StoredFile file(String name) {
    return near.file(name);
  }

  @Override
  public List<String> files() {
    return near.files();
  }

  @Override
  public Optional<Path> local() {
    return Optional.empty();
  }
}
