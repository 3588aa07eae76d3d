package dev.tenon.plugins.listeners;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes the listeners that ship with Tenon. */
public final class StandardListeners implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add(CsvHistory.class);
    to.add(JsonLinesHistory.class);
    to.add(ProgressBar.class);
    to.add(BestCheckpoint.class);
    to.add(EarlyStopping.class);
    to.add(PeriodicCheckpoint.class);
    to.add(TensorBoard.class);
    to.add(TimeLimit.class);
    to.add(FunctionListener.class);
  }
}
