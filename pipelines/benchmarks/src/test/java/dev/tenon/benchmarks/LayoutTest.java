package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LayoutTest {
  @Test
  void a_matrix_is_turned() {
    float[] matrix = {1, 2, 3, 4, 5, 6};
    assertThat(Layout.permute(matrix, new int[] {2, 3}, 1, 0)).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void channels_go_behind_pixels() {
    float[] planes = {1, 2, 3, 4, 5, 6, 7, 8};
    assertThat(Layout.permute(planes, new int[] {2, 2, 2}, 1, 2, 0))
        .containsExactly(1, 5, 2, 6, 3, 7, 4, 8);
  }

  @Test
  void the_opposite_order_leads_back() {
    float[] filters = new float[2 * 3 * 4 * 5];
    for (int i = 0; i < filters.length; i++) {
      filters[i] = i;
    }
    float[] there = Layout.permute(filters, new int[] {2, 3, 4, 5}, 2, 3, 1, 0);
    assertThat(Layout.permute(there, new int[] {4, 5, 3, 2}, 3, 2, 0, 1)).isEqualTo(filters);
  }

  @Test
  void sizes_that_do_not_fit_are_refused() {
    assertThatThrownBy(() -> Layout.permute(new float[5], new int[] {2, 3}, 1, 0))
        .hasMessage("5 values do not fill [2, 3]");
  }
}
