package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerOptionsTest {
  @ParameterizedTest
  @EnumSource
  void a_framework_is_found_by_its_key(Contender contender) {
    assertThat(PeerOptions.of("peers=" + contender.key()).peers()).containsExactly(contender);
  }

  @Test
  void an_unknown_name_is_refused() {
    assertThatThrownBy(() -> PeerOptions.of("peer=djl"))
        .hasMessageContaining("arguments are name=value")
        .hasMessageEndingWith("got peer=djl");
  }

  @Test
  void everything_takes_part_unless_told_otherwise() {
    PeerOptions options = PeerOptions.of();
    assertThat(options.peers()).containsExactly(Contender.values());
    assertThat(options.parts()).hasSameSizeAs(Part.all().values());
  }

  @Test
  void an_unknown_part_is_refused_with_those_that_there_are() {
    assertThatThrownBy(() -> PeerOptions.of("parts=gem"))
        .hasMessage("no part is called gem, only losses, gemm, steps, inference, start, loading");
  }
}
