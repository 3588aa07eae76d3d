package dev.tenon.plugins.listeners;

import dev.tenon.testkit.ListenerContract;
import java.util.Set;

class ProgressBarTest implements ListenerContract {
  @Override
  public ProgressBar extension() {
    return new ProgressBar();
  }

  @Override
  public Set<String> files() {
    return Set.of();
  }
}
