package dev.tenon.cli;

import dev.tenon.training.WorkDirectory;

/**
 * Says how to go on, should the process be told to end. All files are written whole or not at all,
 * so there is nothing to clean up.
 */
final class Interruption implements AutoCloseable {
  private volatile boolean over;

  private Interruption() {}

  /**
   * Begins to watch.
   *
   * @param terminal where to say it
   * @param directory the run's work directory
   * @param runner what to type for the runner, after all else
   * @return the watch, to be closed when the run is over
   */
  static Interruption of(Terminal terminal, WorkDirectory directory, String runner) {
    String message =
        "tenon: interrupted; go on with: tenon run %s --work-dir %s --resume%s"
            .formatted(
                Places.shown(directory.experiment()), Places.shown(directory.folder()), runner);
    Interruption interruption = new Interruption();
    Thread hook =
        new Thread(
            () -> {
              if (!interruption.over) {
                terminal.error(message);
              }
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return interruption;
  }

  @Override
  public void close() {
    over = true;
  }
}
