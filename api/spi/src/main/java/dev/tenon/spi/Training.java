package dev.tenon.spi;

import java.nio.file.Path;

/** What a listener may ask of the running training. */
public interface Training {
  /** Returns the folder in which this run keeps its files. */
  Path workDirectory();

  /**
   * Writes a text file into the work directory, whole or not at all, in place of what had its name.
   *
   * @param file the file's name, such as {@code history.csv}
   * @param text its content
   * @throws UserError if the disk is full or the folder cannot be written
   */
  void write(String file, String text);

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
