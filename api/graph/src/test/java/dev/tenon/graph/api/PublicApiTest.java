package dev.tenon.graph.api;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;
import static org.apiguardian.api.API.Status.INTERNAL;
import static org.apiguardian.api.API.Status.STABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Op;
import dev.tenon.graph.Shape;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

public class PublicApiTest {
  private static PublicApi api(Class<?>... types) {
    return PublicApi.of(Stream.of(types));
  }

  /** A type whose supertype nobody sees. */
  @API(status = INTERNAL)
  public static class Seen extends Hidden implements Function<String, List<int[]>> {
    public static final int SIZE = 1 << 4;

    protected final String[] words;

    Seen() {
      words = new String[0];
    }

    protected Seen(String... words) {
      this.words = words;
    }

    @Override
    public List<int[]> apply(String text) {
      return List.of();
    }

    @API(status = EXPERIMENTAL)
    @Deprecated
    public final <T extends Comparable<T>> T largest(T one, List<T> more) throws IOException {
      return one;
    }

    void unseen() {}

    private static final class Inner {}
  }

  static class Hidden {
    public int inherited() {
      return 1;
    }
  }

  @Test
  void what_can_be_seen_is_listed_by_name_and_nothing_else() {
    String outer = "dev.tenon.graph.api.PublicApiTest.";
    assertThat(api(Seen.class, Hidden.class, Seen.Inner.class).text())
        .isEqualTo(
            """
            internal class %sSeen is %sHidden, java.util.function.Function<String, java.util.List<int[]>>
              protected new(String... words)
              static final int SIZE = 16
              java.util.List<int[]> apply(String text)
              int inherited()
              experimental deprecated final <T extends Comparable<T>> T largest(T one, java.util.List<T> more) throws java.io.IOException
              protected final String[] words
            """
                .formatted(outer, outer));
  }

  /** A way to count. */
  @API(status = STABLE)
  @FunctionalInterface
  public interface Counted {
    Counted ONE = () -> 1;

    int count();

    default int twice() {
      return 2 * count();
    }
  }

  @Test
  void interfaces_tell_what_must_be_written_from_what_need_not() {
    assertThat(api(Counted.class).text())
        .isEqualTo(
            """
            stable interface dev.tenon.graph.api.PublicApiTest.Counted, functional
              static final PublicApiTest.Counted ONE
              abstract int count()
              default int twice()
            """);
  }

  /** Two numbers and a word. */
  @API(status = STABLE)
  public record Pair(int one, List<? extends Op> others) {
    /** Of the whole. */
    public enum Part {
      SECOND {
        @Override
        Part other() {
          return FIRST;
        }
      },
      FIRST {
        @Override
        Part other() {
          return SECOND;
        }
      };

      abstract Part other();
    }

    public Pair(Shape shape) {
      this(shape.rank(), List.of());
    }
  }

  @Test
  void records_and_enums_show_components_and_constants_as_declared_and_nothing_that_follows() {
    assertThat(api(Pair.class, Pair.Part.class).text())
        .isEqualTo(
            """
            stable record dev.tenon.graph.api.PublicApiTest.Pair
              component int one
              component java.util.List<? extends dev.tenon.graph.Op> others
              new(dev.tenon.graph.Shape shape)

            stable enum dev.tenon.graph.api.PublicApiTest.Pair.Part
              constant SECOND
              constant FIRST
            """);
  }

  @Test
  void a_stable_type_that_mentions_another_is_named_with_it() {
    assertThat(api(Pair.class, Pair.Part.class, Counted.class, Seen.class).unstableMentions())
        .singleElement()
        .asString()
        .endsWith(
            "Pair: component java.util.List<? extends dev.tenon.graph.Op> others: " + Op.class);
  }

  @Test
  void a_difference_names_the_type_and_the_member() {
    String before = "record One\n  int a()\n\nrecord Two\n  int a()\n";
    String after = "record One\n  int b()\n\nrecord Two\n  int a()\n";
    assertThat(PublicApi.difference(before, after))
        .containsExactly("- record One  int a()", "+ record One  int b()");
    assertThat(PublicApi.difference(before, before)).isEmpty();
  }

  @Test
  void a_type_without_a_status_is_named_and_one_within_another_has_that_ones() {
    assertThat(api(PublicApiTest.class, Pair.Part.class).withoutStatus())
        .containsExactly(PublicApiTest.class.getName());
  }
}
