package dev.tenon.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.experiment.Strategy;
import dev.tenon.training.Rounds;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedRoundsTest {
  @TempDir static Path folder;

  private static RoundPlan plan(int workers) {
    Strategy strategy = new Strategy.LocalSgd(workers, 2);
    Blueprint blueprint = Direct.blueprint(Toys.experiment().withStrategy(strategy), folder);
    return new RoundPlan(blueprint, folder.toString(), 64);
  }

  @Test
  void all_users_of_an_experiment_share_what_computes_it() {
    try (SharedRounds one = SharedRounds.open(plan(2));
        SharedRounds again = SharedRounds.open(plan(2));
        SharedRounds other = SharedRounds.open(plan(3))) {
      assertThat(again.rounds()).isSameAs(one.rounds());
      assertThat(other.rounds()).isNotSameAs(one.rounds());
      assertThat(other.rounds().workers()).isEqualTo(3);
    }
  }

  @Test
  void it_stays_open_for_the_next_user_until_it_is_closed_unused() {
    Rounds first;
    try (SharedRounds used = SharedRounds.open(plan(2))) {
      first = used.rounds();
      SharedRounds.closeUnused();
      try (SharedRounds again = SharedRounds.open(plan(2))) {
        assertThat(again.rounds()).isSameAs(first);
      }
    }
    try (SharedRounds later = SharedRounds.open(plan(2))) {
      assertThat(later.rounds()).isSameAs(first);
    }
    SharedRounds.closeUnused();
    try (SharedRounds anew = SharedRounds.open(plan(2))) {
      assertThat(anew.rounds()).isNotSameAs(first);
    }
  }
}
