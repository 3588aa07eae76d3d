package dev.tenon.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles sources with the JDK's compiler, as a build does. */
class DescriptionProcessorTest {
  @TempDir private Path folder;

  private final StringWriter messages = new StringWriter();

  private Path source(String name, String text) {
    try {
      Path file = folder.resolve("src/" + name + ".java");
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Path... sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Werror",
            "-Xlint:all,-processing",
            "-processor",
            DescriptionProcessor.class.getName());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(sources))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  private List<String> resources() throws IOException {
    Path root = folder.resolve("classes/META-INF/tenon");
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(root)) {
      List<String> names = new ArrayList<>(found.map(f -> f.getFileName().toString()).toList());
      names.sort(null);
      return names;
    }
  }

  private String json(String type) throws IOException {
    return Files.readString(folder.resolve("classes/META-INF/tenon/" + type + ".json"));
  }

  private static String activation(String comment, String components, String more) {
    return """
        package acme;
        import dev.tenon.graph.Tensor;
        import dev.tenon.spi.Activation;
        %s
        public record Bent(%s) implements Activation {
          %s
          @Override public Tensor apply(Tensor x) { return x; }
        }
        """
        .formatted(comment, components, more);
  }

  @Test
  void a_comment_becomes_summary_text_and_the_meaning_of_components() throws IOException {
    compile(
        source(
            "acme/Bent",
            activation(
                """
                /**
                 * A bent line: {@code y = max(x,
                 * 0)}. See {@link Tensor#relu()}.
                 *
                 * <p>With a <i>knee</i>.
                 *
                 * @param knee where it
                 *     bends; 0 by "default"
                 * @param side which {@linkplain Side side}
                 */\
                """,
                "double knee, Bent.Side side",
                "/** Sides. */ public enum Side { /** Not right. */ LEFT, RIGHT }")));

    assertThat(json("acme.Bent"))
        .isEqualTo(
            """
            {
              "summary": "A bent line: `y = max(x, 0)`.",
              "text": "A bent line: `y = max(x, 0)`. See `Tensor.relu()`.\\n\\nWith a *knee*.",
              "settings": {"knee": "where it bends; 0 by \\"default\\"", "side": "which side"},
              "choices": {"side": {"left": "Not right."}}
            }
            """);
  }

  @Test
  void extensions_within_others_are_found_and_what_is_none_is_left_out() throws IOException {
    compile(
        source("acme/package-info", "/** Of acme. */ package acme;"),
        source("acme/Bent", activation("/** Bent. */", "", nested())),
        source("acme/Plain", "package acme; /** No extension. */ public record Plain(int one) {}"));

    assertThat(resources()).containsExactly("acme.Bent$Inner.json", "acme.Bent.json");
  }

  private static String nested() {
    return """
        /** Inner. */
        public record Inner() implements Activation {
          @Override public Tensor apply(Tensor x) { return x; }
        }
        /** No record, so no extension that can be listed. */
        static final Activation OTHER = x -> x;
        """;
  }

  @Test
  void a_record_without_a_comment_gets_no_file() throws IOException {
    compile(source("acme/Bent", activation("", "", "")));

    assertThat(resources()).isEmpty();
  }

  @Test
  void compiling_again_writes_the_new_comment_and_the_same_text_for_the_same() throws IOException {
    Path old = source("acme/Bent", activation("/** Old. */", "", ""));
    compile(old);
    String first = json("acme.Bent");
    compile(old);
    assertThat(json("acme.Bent")).isEqualTo(first);

    compile(source("acme/Bent", activation("/** New. */", "", "")));
    assertThat(json("acme.Bent")).contains("\"summary\": \"New.\"");
  }

  @Test
  void where_tenon_is_not_on_the_class_path_nothing_happens() throws IOException {
    compile(source("acme/Plain", "package acme; /** Plain. */ public record Plain(int one) {}"));

    assertThat(resources()).isEmpty();
    assertThat(messages.toString()).isEmpty();
  }
}
