package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A folder of files: on a disk of this machine, or in another file system that the workers of a
 * cluster share. It need not exist: it comes into being with the first file that is written in it.
 */
@API(status = EXPERIMENTAL)
public interface Folder {
  /** What the names of files begin with that are being written; a reader leaves them alone. */
  String UNFINISHED = ".writing-";

  /** Returns where the folder is, as a path or with a scheme such as {@code gs://}. */
  String path();

  /**
   * Returns a folder in this one, whether it is there or not.
   *
   * @param name its name
   * @return the folder
   */
  Folder folder(String name);

  /**
   * Returns a file in this folder, whether it is there or not.
   *
   * @param name its name
   * @return the file
   */
  StoredFile file(String name);

  /**
   * Returns the names of the files in this folder, folders in it left out, in alphabetical order;
   * none if the folder is not there.
   *
   * @return the names
   * @throws UserError if the folder cannot be read
   */
  List<String> files();

  /** Returns the folder's path if it lies on a disk of this machine, for what needs real files. */
  Optional<Path> local();
}
