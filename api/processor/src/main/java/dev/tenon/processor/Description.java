package dev.tenon.processor;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/**
 * What a record's comment says, as Markdown.
 *
 * @param summary its first sentence, in one line
 * @param text all of it before the tags, the first sentence included
 * @param settings the meaning of each component that has one, by its name
 * @param choices what each constant means, for components that are enums with comments
 */
record Description(
    String summary,
    String text,
    Map<String, String> settings,
    Map<String, Map<String, String>> choices) {

  /** Reads a record's comment; empty if it has none. */
  static Optional<Description> of(TypeElement type, DocTrees trees) {
    TreePath path = trees.getPath(type);
    DocCommentTree comment = path == null ? null : trees.getDocCommentTree(path);
    if (comment == null) {
      return Optional.empty();
    }
    Markdown markdown = new Markdown(trees, path, comment);
    Map<String, String> settings = new LinkedHashMap<>();
    for (DocTree tag : comment.getBlockTags()) {
      if (tag instanceof ParamTree parameter && !parameter.isTypeParameter()) {
        settings.put(
            parameter.getName().getName().toString(), markdown.line(parameter.getDescription()));
      }
    }
    Map<String, Map<String, String>> choices = new LinkedHashMap<>();
    for (RecordComponentElement component : type.getRecordComponents()) {
      Map<String, String> constants = constants(component, trees);
      if (!constants.isEmpty()) {
        choices.put(component.getSimpleName().toString(), constants);
      }
    }
    return Optional.of(
        new Description(
            markdown.line(comment.getFirstSentence()),
            markdown.paragraphs(comment.getFullBody()),
            settings,
            choices));
  }

  private static Map<String, String> constants(RecordComponentElement component, DocTrees trees) {
    Map<String, String> constants = new LinkedHashMap<>();
    if (component.asType() instanceof DeclaredType type
        && type.asElement().getKind() == ElementKind.ENUM) {
      for (Element constant : type.asElement().getEnclosedElements()) {
        TreePath path = trees.getPath(constant);
        DocCommentTree comment = path == null ? null : trees.getDocCommentTree(path);
        if (constant.getKind() == ElementKind.ENUM_CONSTANT && comment != null) {
          constants.put(
              constant.getSimpleName().toString().toLowerCase(Locale.ROOT),
              new Markdown(trees, path, comment).line(comment.getFullBody()));
        }
      }
    }
    return constants;
  }

  /** Returns an object of all four, the same text for equal descriptions. */
  String json() {
    return "{\n"
        + List.of(
                "  \"summary\": " + quoted(summary),
                "  \"text\": " + quoted(text),
                "  \"settings\": " + object(settings),
                "  \"choices\": "
                    + choices.entrySet().stream()
                        .map(choice -> quoted(choice.getKey()) + ": " + object(choice.getValue()))
                        .collect(Collectors.joining(", ", "{", "}")))
            .stream()
            .collect(Collectors.joining(",\n"))
        + "\n}\n";
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ": " + quoted(member.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c == '\n') {
        quoted.append("\\n");
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
