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
  void a_model_keeps_at_least_one_step() {
    assertThat(PeerOptions.of("scale=0.001").scaled(5)).isEqualTo(1);
  }
}
