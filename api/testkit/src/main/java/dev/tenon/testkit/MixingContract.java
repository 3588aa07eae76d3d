package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/**
 * What is expected of a {@link Mixing}: a pure function of two images and of the random numbers
 * that it is given.
 *
 * <pre>{@code
 * class MixUpTest implements MixingContract {
 *   public Mixing extension() {
 *     return new MixUp();
 *   }
 *
 *   public Optional<Mixing> ofNoStrength() {
 *     return Optional.of(new MixUp(0.2, 0));
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface MixingContract extends Contract<Mixing> {
  /** How many seeds are tried for an effect. */
  int SEEDS = 32;

  /** Returns the mixing that leaves images as they are, if any. */
  Optional<Mixing> ofNoStrength();

  /**
   * The same images and random numbers must give the same mixture and share, again, and by another
   * mixing of the same configuration.
   *
   * @param law the law
   */
  @Test
  default void the_same_seed_gives_the_same_mixture(Law law) {
    Mixing mixing = extension();
    Mixture.each(
        law,
        (image, other, seed) -> {
          Mixture first = Mixture.of(mixing, image, other, seed);
          law.require(
              first.equals(Mixture.of(mixing, image, other, seed)), "again it gave another");
          law.require(
              first.equals(Mixture.of(extension(), image, other, seed)),
              "made anew it gave another");
        });
  }

  /**
   * Both images must stay as they are: the next epoch begins with them.
   *
   * @param law the law
   */
  @Test
  default void both_originals_stay_as_they_are(Law law) {
    Mixture.each(
        law,
        (image, other, seed) -> {
          Image before = Photos.copy(image);
          Image otherBefore = Photos.copy(other);
          Mixture.of(extension(), image, other, seed);
          law.require(
              before.equals(image), "the original has changed: %s", Photos.compare(before, image));
          law.require(
              otherBefore.equals(other),
              "the other image has changed: %s",
              Photos.compare(otherBefore, other));
        });
  }

  /**
   * A mixture must have its images' size, and the share must be from 0 to 1.
   *
   * @param law the law
   */
  @Test
  default void the_size_stays_and_the_share_is_one(Law law) {
    Mixture.each(
        law,
        (image, other, seed) -> {
          Mixture mixed = Mixture.of(extension(), image, other, seed);
          law.require(
              mixed.image().size().equals(image.size()),
              "the mixture is %s, not %s",
              mixed.image().size(),
              image.size());
          law.require(mixed.share() >= 0 && mixed.share() <= 1, "the share is %s", mixed.share());
        });
  }

  /**
   * An image mixed with itself must stay as it is.
   *
   * @param law the law
   */
  @Test
  default void an_image_mixed_with_itself_stays_as_it_is(Law law) {
    Mixture.each(
        law,
        (image, other, seed) -> {
          Image mixed = Mixture.of(extension(), image, image, seed).image();
          law.require(image.equals(mixed), "it is another: %s", Photos.compare(image, mixed));
        });
  }

  /**
   * With no strength, every image must stay as it is, with all of its label.
   *
   * @param law the law
   */
  @Test
  default void no_strength_is_no_change(Law law) {
    ofNoStrength()
        .ifPresent(
            none ->
                Mixture.each(
                    law,
                    (image, other, seed) -> {
                      Mixture mixed = Mixture.of(none, image, other, seed);
                      law.require(
                          image.equals(mixed.image()),
                          "with no strength it gives another image: %s",
                          Photos.compare(image, mixed.image()));
                      law.require(
                          mixed.share() == 1, "with no strength the share is %s", mixed.share());
                    }));
  }

  /**
   * Some images must be mixed, by chance, and shares must differ.
   *
   * @param law the law
   */
  @Test
  default void it_mixes_images_by_chance(Law law) {
    RandomGenerator random = law.random("images");
    Image image = Photos.noise(16, 16, 3, random);
    Image other = Photos.noise(16, 16, 3, random);
    law.on("two images of noise of 16x16x3, chance from " + SEEDS + " seeds");
    Set<Mixture> results = new HashSet<>();
    for (int i = 0; i < SEEDS; i++) {
      results.add(Mixture.of(extension(), image, other, random.nextLong()));
    }
    law.require(
        results.stream().anyMatch(mixed -> !mixed.image().equals(image)),
        "no seed changed the image");
    law.require(
        results.stream().map(Mixture::share).distinct().count() > 1, "all seeds gave one share");
  }
}
