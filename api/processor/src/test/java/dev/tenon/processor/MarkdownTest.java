package dev.tenon.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.lang.model.element.Element;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class MarkdownTest {
  /** Renders the comment of a type that has a constant to refer to. */
  private static String rendered(String... comment) throws IOException {
    String source =
        "/**\n * "
            + String.join("\n * ", comment)
            + "\n */\nclass Sample { static final String NAME = \"best\"; }\n";
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(file));
    Element type = task.analyze().iterator().next();
    DocTrees trees = DocTrees.instance(task);
    TreePath path = trees.getPath(type);
    DocCommentTree parsed = trees.getDocCommentTree(path);
    return new Markdown(trees, path, parsed).paragraphs(parsed.getFullBody());
  }

  @Test
  void lines_are_joined_and_paragraphs_kept_apart() throws IOException {
    assertThat(rendered("One", "two.", "", "<p>Three.", "<p>", "Four."))
        .isEqualTo("One two.\n\nThree.\n\nFour.");
  }

  @Test
  void emphasis_code_links_and_constants_are_marked() throws IOException {
    assertThat(rendered("<i>a</i> <em>b</em> <strong>c</strong> <code>d</code> {@code e <f>}"))
        .isEqualTo("*a* *b* **c** `d` `e <f>`");
    assertThat(rendered("{@link java.util.List#of()} {@linkplain Sample the sample} {@link #NAME}"))
        .isEqualTo("`List.of()` the sample `NAME`");
    assertThat(rendered("{@link java.util.List a list}, {@value #NAME}"))
        .isEqualTo("a list, `best`");
    assertThat(rendered("See <a href=\"https://example.org/x_y\">a page</a>."))
        .isEqualTo("See [a page](https://example.org/x_y).");
  }

  @Test
  void what_markdown_would_take_for_a_mark_is_escaped() throws IOException {
    assertThat(rendered("x[i] * y_z &lt; {@literal `q`}"))
        .isEqualTo("x\\[i] \\* y\\_z \\< \\`q\\`");
    assertThat(rendered("- no list")).isEqualTo("\\- no list");
    assertThat(rendered("# no heading")).isEqualTo("\\# no heading");
    assertThat(rendered("1. no number")).isEqualTo("1\\. no number");
    assertThat(rendered("1 thing.")).isEqualTo("1 thing.");
  }

  @Test
  void code_with_a_backtick_gets_two() throws IOException {
    assertThat(rendered("{@code a`b}")).isEqualTo("``a`b``");
  }

  @Test
  void formatted_code_goes_between_fences_as_it_is() throws IOException {
    assertThat(
            rendered(
                "Code:", "<pre>{@code", "if (a < b) {", "  c *= 2;", "", "}", "}</pre>", "End."))
        .isEqualTo("Code:\n\n```\nif (a < b) {\n  c *= 2;\n\n}\n```\n\nEnd.");
    assertThat(rendered("Formula:", "<pre>", "m' = a_b &lt; c", "w' = d", "</pre>"))
        .isEqualTo("Formula:\n\n```\nm' = a_b < c\nw' = d\n```");
  }

  @Test
  void lists_have_a_line_for_each_item() throws IOException {
    assertThat(rendered("Either", "<ul>", "<li>one", "thing, or", "<li>another.", "</ul>", "Done."))
        .isEqualTo("Either\n\n- one thing, or\n- another.\n\nDone.");
  }
}
