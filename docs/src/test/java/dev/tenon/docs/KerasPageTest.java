package dev.tenon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.experiment.Block;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Head;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Node;
import dev.tenon.experiment.Regularizer;
import dev.tenon.plugins.StandardPlugin;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Example;
import dev.tenon.spi.Extension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the table beside Keras to what ships. */
class KerasPageTest {
  private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9]+)(\\.[a-z]\\w*)?`");
  private static final List<Class<?>> NO_EXTENSIONS =
      List.of(
          Experiment.class,
          Model.class,
          Node.class,
          Block.class,
          Head.class,
          Input.class,
          Regularizer.class,
          Example.class);

  private static Page page;

  @BeforeAll
  static void read() throws IOException {
    page = Page.read(PagesTest.ROOT, PagesTest.ROOT.resolve("docs/keras.md"));
  }

  private static String name(Class<?> type) {
    return type.getSimpleName();
  }

  /** The cells of each row of its tables, without their heads. */
  private static List<String[]> rows() {
    return page.lines().stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| Keras |"))
        .map(line -> line.substring(1).split("\\|", -1))
        .toList();
  }

  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  private static Set<String> shipped() {
    Set<String> names = new LinkedHashSet<>();
    new StandardPlugin()
        .contribute(
            new Contributions() {
              @Override
              public <E extends Record & Extension> void add(String id, Class<E> type) {
                names.add(name(type));
              }
            });
    return names;
  }

  @Test
  void each_row_has_a_name_that_ships_or_says_why_there_is_none() {
    Set<String> known = new LinkedHashSet<>(shipped());
    NO_EXTENSIONS.forEach(type -> known.add(name(type)));

    assertThat(rows()).hasSizeGreaterThan(150);
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(row).as(row[0]).hasSize(4);
              if (row[1].strip().equals("–")) {
                assertThat(row[2]).as("why there is no %s", row[0]).isNotBlank();
              } else {
                assertThat(names(row[1])).as(row[0]).isNotEmpty().isSubsetOf(known);
              }
            });
  }

  @Test
  void whatever_ships_is_on_the_page() {
    assertThat(names(String.join("\n", page.lines()))).containsAll(shipped());
  }
}
