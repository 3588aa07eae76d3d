package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import dev.tenon.spi.Seeds;
import dev.tenon.spi.UserError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/**
 * What is expected of an {@link Augmentation}: a pure function of the image and of the random
 * numbers that it is given, for images of all sizes, that gives among others what it gives alone.
 *
 * <p>Say which augmentation it is about, at a strength at which it changes images, and what the
 * same one of no strength is, if there is one:
 *
 * <pre>{@code
 * class RandomBlurTest implements AugmentationContract {
 *   public Augmentation extension() {
 *     return new RandomBlur(3);
 *   }
 *
 *   public Optional<Augmentation> ofNoStrength() {
 *     return Optional.of(new RandomBlur(0));
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface AugmentationContract extends Contract<Augmentation> {
  /** How many seeds are tried for an effect. */
  int SEEDS = 32;

  /** Returns the augmentation at the strength at which it leaves images as they are, if any. */
  Optional<Augmentation> ofNoStrength();

  /**
   * Returns whether seeds make a difference; true by default. Of one that is no matter of chance,
   * all seeds must give the same.
   */
  default boolean isRandom() {
    return true;
  }

  /**
   * Returns what the error says for an image that the augmentation cannot change; by default there
   * is none such.
   *
   * @param image an image
   * @return a part of the message, empty if the image can be changed
   */
  default Optional<String> refuses(Image image) {
    return Optional.empty();
  }

  /**
   * Returns the size that a changed image has; by default the original's.
   *
   * @param image the original
   * @return height, width and channels, as in {@link Image#size}
   */
  default String sizeOf(Image image) {
    return image.size();
  }

  /**
   * Returns by how many grey levels a sample may differ where the augmentation follows or precedes
   * others; 1 by default, since composed maps are rounded once.
   */
  default int tolerance() {
    return 1;
  }

  /**
   * Returns the images to try it on: by default noise, grey and in colour, of even and odd sizes
   * down to one pixel.
   *
   * @param random the only source of chance to use
   * @return the images
   */
  default List<Image> images(RandomGenerator random) {
    return Photos.draw(random);
  }

  private List<Image> changeable(RandomGenerator random) {
    return images(random).stream().filter(image -> refuses(image).isEmpty()).toList();
  }

  private Image changed(Image image, long seed) {
    return extension().apply(image, Seeds.random(seed));
  }

  private static void requireClose(Law law, String how, Image expected, Image actual, int levels) {
    law.require(
        Photos.close(expected, actual, levels),
        "%s it gives another image: %s",
        how,
        Photos.compare(expected, actual));
  }

  private static void requireSame(Law law, String how, Image expected, Image actual) {
    requireClose(law, how, expected, actual, 0);
  }

  /** Goes through all images with some seeds, of which the law's input tells. */
  private void each(Law law, int seeds, BiConsumer<Image, Long> attempt) {
    for (Image image : changeable(law.random("images"))) {
      for (int i = 0; i < seeds; i++) {
        long seed = law.random(image.size(), i).nextLong();
        law.on("noise of " + image.size() + ", chance from the seed " + seed);
        attempt.accept(image, seed);
      }
    }
  }

  /**
   * The same image and random numbers must give the same image, again, and by another augmentation
   * of the same configuration; else no run could be repeated.
   *
   * @param law the law
   */
  @Test
  default void the_same_seed_gives_the_same_image(Law law) {
    Augmentation augmentation = extension();
    each(
        law,
        8,
        (image, seed) -> {
          Image first = augmentation.apply(image, Seeds.random(seed));
          requireSame(law, "again", first, augmentation.apply(image, Seeds.random(seed)));
          requireSame(law, "made anew", first, changed(image, seed));
        });
  }

  /**
   * Several threads that use one augmentation at once must get what one alone gets.
   *
   * @param law the law
   * @throws Exception if the threads are interrupted
   */
  @Test
  default void several_threads_get_the_same_images(Law law) throws Exception {
    Augmentation augmentation = extension();
    List<Image> images = changeable(law.random("images"));
    List<Image> alone = all(augmentation, images);
    for (List<Image> beside : Threads.atOnce(4, () -> all(augmentation, images))) {
      for (int i = 0; i < alone.size(); i++) {
        law.on("noise of " + images.get(i % images.size()).size() + ", from 4 threads at once");
        requireSame(law, "beside other threads", alone.get(i), beside.get(i));
      }
    }
  }

  private static List<Image> all(Augmentation augmentation, List<Image> images) {
    List<Image> changed = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      for (Image image : images) {
        changed.add(augmentation.apply(image, Seeds.random(seed)));
      }
    }
    return changed;
  }

  /**
   * The original must stay as it is: the next epoch begins with it.
   *
   * @param law the law
   */
  @Test
  default void the_original_stays_as_it_is(Law law) {
    each(
        law,
        8,
        (image, seed) -> {
          Image before = Photos.copy(image);
          changed(image, seed);
          law.require(
              before.equals(image), "the original has changed: %s", Photos.compare(before, image));
        });
  }

  /**
   * A changed image must have the size declared and as many channels as the original.
   *
   * @param law the law
   */
  @Test
  default void the_size_is_the_one_declared(Law law) {
    each(
        law,
        8,
        (image, seed) -> {
          Image changed = changed(image, seed);
          law.require(
              changed.size().equals(sizeOf(image)),
              "the changed image is %s, not %s",
              changed.size(),
              sizeOf(image));
        });
  }

  /**
   * With no strength, every image must stay as it is.
   *
   * @param law the law
   */
  @Test
  default void no_strength_is_no_change(Law law) {
    ofNoStrength()
        .ifPresent(
            none ->
                each(
                    law,
                    4,
                    (image, seed) ->
                        requireSame(
                            law,
                            "with no strength",
                            image,
                            none.apply(image, Seeds.random(seed)))));
  }

  /**
   * Some image must change, and by chance if it is declared so.
   *
   * @param law the law
   */
  @Test
  default void it_changes_images_and_by_chance_if_declared(Law law) {
    Set<Image> results = new HashSet<>();
    boolean changes = false;
    Image image = changeable(law.random("images")).get(0);
    law.on("noise of " + image.size() + ", chance from " + SEEDS + " seeds");
    for (int i = 0; i < SEEDS; i++) {
      Image changed = changed(image, law.random(i).nextLong());
      results.add(changed);
      changes |= !changed.equals(image);
    }
    law.require(changes, "no seed changed the image");
    law.require(!isRandom() || results.size() > 1, "all seeds gave one image");
    law.require(isRandom() || results.size() == 1, "seeds gave %s images", results.size());
  }

  /**
   * An image that is declared to be refused must be, with the message stated.
   *
   * @param law the law
   */
  @Test
  default void what_is_declared_to_be_refused_is_refused_as_stated(Law law) {
    for (Image image : images(law.random())) {
      Optional<String> message = refuses(image);
      if (message.isPresent()) {
        law.on("noise of " + image.size());
        String told;
        try {
          told = "no error, and an image of " + changed(image, 1).size();
        } catch (UserError refusal) {
          told = refusal.getMessage();
        }
        law.require(told.contains(message.get()), "instead of '%s' came %s", message.get(), told);
      }
    }
  }

  /**
   * After and before others it must give what it gives alone, within the tolerance: the others are
   * the negative, which must be exact, a mirroring, which is composed with other geometry, and an
   * image put in the place of another.
   *
   * @param law the law
   */
  @Test
  default void among_others_it_gives_what_it_gives_alone(Law law) {
    each(
        law,
        4,
        (image, seed) -> {
          for (Neighbour neighbour : Neighbour.values()) {
            int levels = neighbour.isExact() ? 0 : tolerance();
            Canvas after = new Canvas(image);
            neighbour.apply(after);
            extension().apply(after, Seeds.random(seed));
            Image expected = changed(neighbour.alone(image), seed);
            requireClose(law, "after " + neighbour, expected, after.image(), levels);
            Canvas before = new Canvas(image);
            extension().apply(before, Seeds.random(seed));
            neighbour.apply(before);
            expected = neighbour.alone(changed(image, seed));
            requireClose(law, "before " + neighbour, expected, before.image(), levels);
          }
        });
  }

  /**
   * A loader's thread uses one canvas for many images: each must become what it becomes alone, and
   * images that were handed out must stay.
   *
   * @param law the law
   */
  @Test
  default void a_canvas_that_is_used_again_gives_the_same(Law law) {
    Canvas canvas = new Canvas(Photos.noise(3, 2, 1, law.random("first")));
    each(
        law,
        4,
        (image, seed) -> {
          Image alone = changed(image, seed);
          canvas.begin(
              image.height(), image.width(), image.channels(), ByteBuffer.wrap(image.samples()), 0);
          extension().apply(canvas, Seeds.random(seed));
          Image handedOut = canvas.image();
          requireSame(law, "on a canvas used before", alone, handedOut);
          canvas.begin(image);
          extension().apply(canvas, Seeds.random(seed + 1));
          canvas.image();
          requireSame(law, "once the canvas is used for the next", alone, handedOut);
        });
  }
}
