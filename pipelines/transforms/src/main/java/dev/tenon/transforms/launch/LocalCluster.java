package dev.tenon.transforms.launch;

import dev.tenon.spi.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * A runner's cluster on this machine, in processes of its own that go on when the command ends;
 * found by {@link ServiceLoader}. There is at most one under a folder.
 */
public interface LocalCluster {
  /** Returns the name of the runner whose pipelines it runs. */
  String runner();

  /**
   * Starts the cluster and waits until it is ready. Where it runs already, those of the workers
   * that do not are started beside the others.
   *
   * @param cache the folder under which it keeps files and logs
   * @param workers how many processes run steps
   * @param memory how many megabytes the steps have in each of them; those that are started beside
   *     others have as many as these
   * @param port where it takes jobs
   * @return what to tell people, in lines
   * @throws UserError if it runs already with all its workers, or cannot be started; nothing that
   *     was not there before is left then
   */
  List<String> start(Path cache, int workers, int memory, int port);

  /**
   * Tells which of its processes run.
   *
   * @param cache the folder under which it keeps files and logs
   * @return what to tell people, in lines
   */
  List<String> status(Path cache);

  /**
   * Ends what {@link #start} has started, and nothing else.
   *
   * @param cache the folder under which it keeps files and logs
   * @return what to tell people, in lines
   */
  List<String> stop(Path cache);

  /**
   * Finds the cluster on the class path.
   *
   * @return the cluster
   * @throws UserError if there is none
   */
  static LocalCluster find() {
    try {
      return ServiceLoader.load(LocalCluster.class)
          .findFirst()
          .orElseThrow(
              () ->
                  new UserError(
                      "no runner with a cluster is on the class path; "
                          + "./tenon builds and adds Flink's, which is runners/flink"));
    } catch (ServiceConfigurationError e) {
      throw new UserError("a cluster on the class path cannot be loaded: " + e.getMessage(), e);
    }
  }
}
