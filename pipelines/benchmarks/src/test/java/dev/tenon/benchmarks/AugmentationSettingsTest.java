package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Augmentation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AugmentationSettingsTest {
  @Test
  void every_augmentation_is_measured_at_settings_that_change_all_images() throws Exception {
    Map<String, Augmentation> all = AugmentationSettings.all();
    assertThat(all).containsKeys("random_flip", "random_contrast", "rand_augment", "grid_mask");
    List<String> seldom = new ArrayList<>();
    for (Augmentation augmentation : all.values()) {
      for (RecordComponent component : augmentation.getClass().getRecordComponents()) {
        if (component.getName().equals("probability")
            && !component.getAccessor().invoke(augmentation).equals(1.0)) {
          seldom.add(augmentation.toString());
        }
      }
    }
    assertThat(seldom).isEmpty();
  }

  @Test
  void every_augmentation_keeps_an_image_within_the_room_that_is_measured_with() {
    for (String id : AugmentationSettings.all().keySet()) {
      AugmentationState state = new AugmentationState();
      state.id = id;
      state.setUp();
      assertThat(state.image()).isNotNull();
    }
  }
}
