package dev.tenon.plugins.listeners;

import dev.tenon.testkit.ListenerContract;
import java.util.Set;

// region contract
class CsvHistoryTest implements ListenerContract {
  @Override
  public CsvHistory extension() {
    return new CsvHistory();
  }

  @Override
  public Set<String> files() {
    return Set.of("history.csv");
  }
}
// endregion
