package dev.tenon.plugins.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.testkit.ListenerContract;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("variants")
class PeriodicCheckpointTest implements ListenerContract {
  @Parameter private PeriodicCheckpoint listener;

  static Stream<PeriodicCheckpoint> variants() {
    return Stream.of(
        new PeriodicCheckpoint(), new PeriodicCheckpoint(2), new PeriodicCheckpoint(1).withKeep(2));
  }

  @Override
  public PeriodicCheckpoint extension() {
    return listener;
  }

  @Override
  public Set<String> files() {
    return Set.of();
  }

  private static List<String> follow(PeriodicCheckpoint listener, Path folder) {
    return new Run(false, folder).follow(listener, 5, 4, 3, 2, 1, 0);
  }

  @Test
  void every_nth_epoch_is_kept(@TempDir Path folder) {
    assertThat(follow(new PeriodicCheckpoint(2), folder))
        .containsExactly("2 save every-2-0002", "4 save every-2-0004", "6 save every-2-0006");
  }

  @Test
  void the_oldest_goes_once_the_newest_is_kept(@TempDir Path folder) {
    assertThat(follow(new PeriodicCheckpoint(2).withKeep(2), folder))
        .containsExactly(
            "2 save every-2-0002",
            "4 save every-2-0004",
            "6 save every-2-0006",
            "6 forget every-2-0002");
    assertThat(follow(new PeriodicCheckpoint(2).withKeep(Integer.MAX_VALUE), folder)).hasSize(3);
  }

  @Test
  void numbers_are_checked() {
    assertThatThrownBy(() -> new PeriodicCheckpoint(0)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> new PeriodicCheckpoint(1, OptionalInt.of(0)))
        .hasMessageContaining("keep must be positive, got 0");
  }
}
