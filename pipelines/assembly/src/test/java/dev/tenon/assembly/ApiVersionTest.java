package dev.tenon.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.PluginInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {
  @ParameterizedTest
  @CsvSource({
    "1.2, 1.2, true",
    "1.2, 1.0, true",
    "1.2, 1.2.9, true",
    "1.2, 1.3, false",
    "2.0, 1.9, false",
    "1.9, 2.0, false",
    "0.2, 0.2, true",
    "0.2, 0.1, false",
    "0.2, 0.3, false",
    "1.0, 0.9, false"
  })
  void a_plugin_runs_where_nothing_that_it_may_use_was_changed(
      String here, String built, boolean runs) {
    assertThat(version(here).runs(version(built))).isEqualTo(runs);
  }

  @ParameterizedTest
  @CsvSource({"1.2, 1.0 to 1.2", "1.0, 1.0 alone", "0.7, 0.7 alone"})
  void the_versions_that_run_are_told(String here, String told) {
    assertThat(version(here).range()).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.", "1.x", "01.2", "1.2-beta", "1.2.3.4", "9999999.0"})
  void what_is_no_version_is_none(String text) {
    assertThat(ApiVersion.of(text)).isEmpty();
  }

  @Test
  void this_version_runs_what_is_built_for_it() {
    assertThat(ApiVersion.CURRENT).hasToString(PluginInfo.API);
    assertThat(ApiVersion.CURRENT.runs(ApiVersion.CURRENT)).isTrue();
  }

  private static ApiVersion version(String text) {
    return ApiVersion.of(text).orElseThrow();
  }
}
