package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Affine;
import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.Image;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Augmentations that are wrong in one way each, and what is told of them. */
class AugmentationContractTest {
  private static final String SAME = "the same seed gives the same image";
  private static final String THREADS = "several threads get the same images";
  private static final String ORIGINAL = "the original stays as it is";
  private static final String SIZE = "the size is the one declared";
  private static final String NO_STRENGTH = "no strength is no change";
  private static final String CHANGES = "it changes images and by chance if declared";
  private static final String REFUSED = "what is declared to be refused is refused as stated";
  private static final String AMONG = "among others it gives what it gives alone";
  private static final String AGAIN = "a canvas that is used again gives the same";

  private static byte[] shifted(int by) {
    byte[] table = new byte[Canvas.VALUES];
    for (int value = 0; value < table.length; value++) {
      table[value] = (byte) (value + by);
    }
    return table;
  }

  record Shifting(int most) implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
      canvas.recolor(shifted(random.nextInt(most + 1)));
    }
  }

  static class ShiftingTest implements AugmentationContract {
    @Override
    public Augmentation extension() {
      return new Shifting(99);
    }

    @Override
    public Optional<Augmentation> ofNoStrength() {
      return Optional.of(new Shifting(0));
    }
  }

  /** The same, of which each test needs one that is wrong. */
  abstract static class WrongTest implements AugmentationContract {
    @Override
    public Optional<Augmentation> ofNoStrength() {
      return Optional.empty();
    }
  }

  /** Has chances of its own. */
  record Counting() implements Augmentation {
    private static final AtomicInteger CALLS = new AtomicInteger();

    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
      canvas.recolor(shifted(CALLS.incrementAndGet()));
    }
  }

  static class CountingTest extends WrongTest {
    @Override
    public Augmentation extension() {
      return new Counting();
    }
  }

  /** Changes the samples where they are. */
  record InPlace() implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
      canvas.image().samples()[0] += (byte) (1 + random.nextInt(9));
    }
  }

  static class InPlaceTest extends WrongTest {
    @Override
    public Augmentation extension() {
      return new InPlace();
    }
  }

  /** Throws the colours away, and the channels with them. */
  record Greying() implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
      Image image = canvas.image();
      byte[] grey = new byte[image.height() * image.width()];
      for (int i = 0; i < grey.length; i++) {
        grey[i] = image.samples()[i * image.channels()];
      }
      canvas.begin(new Image(image.height(), image.width(), 1, grey));
      canvas.recolor(shifted(random.nextInt(9)));
    }
  }

  static class GreyingTest extends WrongTest {
    @Override
    public Augmentation extension() {
      return new Greying();
    }
  }

  /** Takes it for granted that there is a second sample. */
  record Pairs() implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
      canvas.recolor(shifted(canvas.image().samples()[1] + random.nextInt(9)));
    }
  }

  static class PairsTest extends WrongTest {
    @Override
    public Augmentation extension() {
      return new Pairs();
    }
  }

  static class PairsRefusedTest extends PairsTest {
    @Override
    public Optional<String> refuses(Image image) {
      return image.samples().length > 1 ? Optional.empty() : Optional.of("two samples");
    }
  }

  /** Shifts by one at least. */
  record AtLeastOne(int most) implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
      canvas.recolor(shifted(1 + random.nextInt(most + 1)));
    }
  }

  static class AtLeastOneTest implements AugmentationContract {
    @Override
    public Augmentation extension() {
      return new AtLeastOne(9);
    }

    @Override
    public Optional<Augmentation> ofNoStrength() {
      return Optional.of(new AtLeastOne(0));
    }
  }

  record Idle() implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {}
  }

  static class IdleTest extends WrongTest {
    @Override
    public Augmentation extension() {
      return new Idle();
    }
  }

  record Negative() implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
      Neighbour.NEGATIVE.apply(canvas);
    }
  }

  static class NegativeTest extends WrongTest {
    @Override
    public Augmentation extension() {
      return new Negative();
    }
  }

  static class CertainNegativeTest extends NegativeTest {
    @Override
    public boolean isRandom() {
      return false;
    }
  }

  static class RefusingTest extends ShiftingTest {
    @Override
    public Optional<String> refuses(Image image) {
      return image.height() > 1 ? Optional.empty() : Optional.of("too low");
    }
  }

  /** Moves to places half-way between those that are told apart: mirrored, they round otherwise. */
  record Sliding() implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
      double right = (2 * random.nextInt(512) + 1) / 2048.0;
      canvas.warp(Affine.shift(canvas.height(), canvas.width(), 0, right));
    }
  }

  static class SlidingTest extends WrongTest {
    @Override
    public Augmentation extension() {
      return new Sliding();
    }
  }

  static class ExactSlidingTest extends SlidingTest {
    @Override
    public int tolerance() {
      return 0;
    }
  }

  /** Takes a canvas that it knows for the image that it knows. */
  record Remembering() implements Augmentation {
    private static final Map<Canvas, Integer> FIRST =
        Collections.synchronizedMap(new IdentityHashMap<>());

    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
      int first = canvas.image().samples()[0];
      canvas.recolor(shifted(FIRST.computeIfAbsent(canvas, c -> first) + random.nextInt(9)));
    }
  }

  static class RememberingTest extends WrongTest {
    @Override
    public Augmentation extension() {
      return new Remembering();
    }
  }

  /** Has a number for each thread, which only the first thread has set. */
  record OfThread() implements Augmentation {
    private static final ThreadLocal<Integer> SHIFT = ThreadLocal.withInitial(() -> 100);

    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
      canvas.recolor(shifted(SHIFT.get() + random.nextInt(9)));
    }
  }

  static class OfThreadTest extends WrongTest {
    @Override
    public Augmentation extension() {
      OfThread.SHIFT.set(1);
      return new OfThread();
    }
  }

  @Test
  void a_right_augmentation_breaks_no_law() {
    assertThat(Verdict.of(ShiftingTest.class)).isEqualTo(new Verdict(12, Map.of()));
    assertThat(Verdict.of(SlidingTest.class).broken()).isEmpty();
  }

  @Test
  void chance_from_elsewhere_is_found() {
    Verdict.of(CountingTest.class)
        .breaks(
            SAME, "again it gives another image: in row 0, column 0", "noise of 16x16x1, chance");
  }

  @Test
  void a_change_of_the_original_is_found() {
    Verdict.of(InPlaceTest.class)
        .breaks(ORIGINAL, "the original has changed: in row 0, column 0", "noise of 16x16x1");
  }

  @Test
  void channels_that_get_lost_are_found() {
    Verdict.of(GreyingTest.class)
        .breaksOnly(SIZE, "the changed image is 16x16x1, not 16x16x3", "noise of 16x16x3");
  }

  @Test
  void a_failure_on_one_pixel_is_found_unless_it_is_declared_and_told() {
    Verdict.of(PairsTest.class)
        .breaks(SAME, "threw java.lang.ArrayIndexOutOfBoundsException", "noise of 1x1x1, chance");
    Verdict.of(PairsRefusedTest.class)
        .breaksOnly(REFUSED, "threw java.lang.ArrayIndexOutOfBoundsException", "noise of 1x1x1");
  }

  @Test
  void a_change_of_no_strength_is_found() {
    Verdict.of(AtLeastOneTest.class)
        .breaksOnly(NO_STRENGTH, "with no strength it gives another image: ", "noise of 16x16x1");
  }

  @Test
  void an_augmentation_that_changes_nothing_is_found() {
    Verdict.of(IdleTest.class)
        .breaksOnly(CHANGES, "no seed changed the image", "noise of 16x16x1, chance from 32");
  }

  @Test
  void what_is_no_matter_of_chance_must_be_declared() {
    Verdict.of(NegativeTest.class)
        .breaksOnly(CHANGES, "all seeds gave one image", "noise of 16x16x1, chance from 32 seeds");
    assertThat(Verdict.of(CertainNegativeTest.class).broken()).isEmpty();
  }

  @Test
  void a_refusal_that_does_not_come_is_found() {
    Verdict.of(RefusingTest.class)
        .breaksOnly(
            REFUSED, "instead of 'too low' came no error, and an image of 1x9x1", "noise of 1x9x1");
  }

  @Test
  void grey_levels_among_others_must_be_declared() {
    Verdict.of(ExactSlidingTest.class)
        .breaksOnly(AMONG, "a mirroring it gives another image: ", "noise of ");
  }

  @Test
  void what_is_remembered_of_a_canvas_is_found() {
    Verdict.of(RememberingTest.class)
        .breaksOnly(AGAIN, "on a canvas used before it gives another image: ", "noise of ");
  }

  @Test
  void what_differs_from_thread_to_thread_is_found() {
    Verdict.of(OfThreadTest.class)
        .breaksOnly(
            THREADS,
            "beside other threads it gives another image: ",
            "noise of 16x16x1, from 4 threads at once");
  }
}
