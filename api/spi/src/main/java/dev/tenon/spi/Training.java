package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;
import static org.apiguardian.api.API.Status.STABLE;

import dev.tenon.graph.NDArray;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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

  /**
   * Removes a kept checkpoint, if there is one of that name.
   *
   * @param name the checkpoint's name
   */
  @API(status = EXPERIMENTAL)
  void forget(String name);

  /**
   * Returns the model's parameters and moving statistics by path, such as {@code conv2d/kernel}, as
   * they were when the last epoch ended, or else when training began; not to be changed.
   *
   * @return the values, without the optimizer's
   */
  @API(status = EXPERIMENTAL)
  Map<String, NDArray> values();

  /**
   * Returns the time of day, to be noted for people. A listener asks for it here and not the clock,
   * so that it can be tested.
   *
   * @return the time
   */
  @API(status = EXPERIMENTAL)
  Instant now();

  /**
   * Returns the time since training began, or since it last went on after a stop, by a clock that
   * never jumps.
   *
   * @return the time
   */
  @API(status = EXPERIMENTAL)
  Duration elapsed();
}
