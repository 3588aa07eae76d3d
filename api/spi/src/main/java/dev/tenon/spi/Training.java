package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;
import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What a listener may ask of the running training. */
@API(status = STABLE)
public interface Training {
  /**
   * Returns the folder in which this run keeps its files. It may lie in another file system than
   * this machine's; files are written to it whole or not at all: {@code
   * training.workDirectory().file("notes.txt").write("...")}.
   */
  @API(status = EXPERIMENTAL)
  Folder workDirectory();

  /** Returns where to print for people. */
  Console console();

  /**
   * Asks training to end after this epoch.
   *
   * @param reason why, for people
   */
  void stop(String reason);

  /**
   * Keeps the present parameters and state under a name, in place of what had that name.
   *
   * @param name the checkpoint's name, such as {@code best}
   */
  void save(String name);

  /**
   * Makes the parameters of a kept checkpoint the ones that training returns.
   *
   * @param name the checkpoint's name
   */
  void restore(String name);
}
