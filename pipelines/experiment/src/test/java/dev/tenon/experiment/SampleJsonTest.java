package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Extension;
import org.junit.jupiter.api.Test;

class SampleJsonTest {
  private static String sample(Class<? extends Extension> type) {
    return SampleJson.of(type, Parts.CATALOG);
  }

  @Test
  void an_extension_without_components_is_its_id() {
    assertThat(sample(Parts.Rows.class)).isEqualTo("\"rows\"");
  }

  @Test
  void what_is_required_is_made_up_and_nothing_else_is_shown() {
    assertThat(sample(Parts.Units.class)).isEqualTo("{\"type\": \"units\", \"units\": 8}");
    assertThat(sample(Parts.Folder.class))
        .isEqualTo("{\"type\": \"folder\", \"path\": \"path/to/path\"}");
  }

  @Test
  void a_record_that_one_value_may_stand_for_is_that_value() {
    assertThat(sample(Parts.Crop.class))
        .isEqualTo("{\"type\": \"crop\", \"size\": 8, \"least\": 8}");
  }

  @Test
  void where_nothing_is_required_the_first_default_shows_how_to_set_something() {
    assertThat(sample(Parts.Halving.class))
        .isEqualTo("{\"type\": \"halving\", \"monitor\": \"val_loss\"}");
  }

  @Test
  void a_layer_of_layers_shows_one_that_takes_one_input_and_requires_nothing() {
    assertThat(sample(Block.class)).isEqualTo("{\"type\": \"block\", \"layers\": [\"rows\"]}");
  }
}
