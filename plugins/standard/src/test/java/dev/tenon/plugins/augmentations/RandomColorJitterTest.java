package dev.tenon.plugins.augmentations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Image;
import dev.tenon.spi.cases.Pictures;
import dev.tenon.testkit.AugmentationContract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomColorJitterTest implements AugmentationContract {
  @Override
  public RandomColorJitter extension() {
    return new RandomColorJitter(0.5, 0.5, 0.5, 0.5);
  }

  @Override
  public Optional<Augmentation> ofNoStrength() {
    return Optional.of(new RandomColorJitter(0, 0, 0, 0));
  }

  private static List<List<Augmentation>> orders(List<Augmentation> changes) {
    List<List<Augmentation>> orders = new ArrayList<>();
    for (Augmentation first : changes) {
      List<Augmentation> others = changes.stream().filter(change -> change != first).toList();
      for (List<Augmentation> rest : others.isEmpty() ? List.of(others) : orders(others)) {
        List<Augmentation> order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        orders.add(order);
      }
    }
    return orders;
  }

  @Test
  void the_four_changes_come_in_all_orders() {
    List<List<Augmentation>> orders =
        orders(
            List.of(
                new RandomBrightness(0.5),
                new RandomContrast(0.5),
                new RandomSaturation(0.5),
                new RandomHue(0.5)));
    assertThat(orders).hasSize(24);
    Image image = Pictures.random(4, 4, 3, 1);
    Set<List<Augmentation>> seen = new HashSet<>();
    for (int seed = 0; seed < 300; seed++) {
      Image jittered = extension().apply(image, new SplittableRandom(seed));
      int now = seed;
      List<List<Augmentation>> fitting =
          orders.stream().filter(order -> jittered.equals(inOrder(image, order, now))).toList();
      assertThat(fitting).hasSize(1);
      seen.addAll(fitting);
    }
    assertThat(seen).hasSize(24);
  }

  /** Applies changes after four numbers have been drawn, for the order. */
  private static Image inOrder(Image image, List<Augmentation> changes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int left = 4; left > 0; left--) {
      random.nextInt(left);
    }
    Image changed = image;
    for (Augmentation change : changes) {
      changed = change.apply(changed, random);
    }
    return changed;
  }
}
