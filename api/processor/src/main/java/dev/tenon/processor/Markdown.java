package dev.tenon.processor;

import com.sun.source.doctree.AttributeTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.ErroneousTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ReferenceTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.DocTreePath;
import com.sun.source.util.DocTrees;
import com.sun.source.util.SimpleDocTreeVisitor;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.VariableElement;

/**
 * Renders the parts of a comment as Markdown: a paragraph a line, formatted code in fences.
 *
 * @param trees the compiler's trees
 * @param path where the commented element is
 * @param comment the whole comment
 */
record Markdown(DocTrees trees, TreePath path, DocCommentTree comment) {
  private static final Map<String, String> MARKS =
      Map.of("i", "*", "em", "*", "cite", "*", "var", "*", "b", "**", "strong", "**", "code", "`");

  /** Renders text in one line. */
  String line(List<? extends DocTree> parts) {
    return paragraphs(parts).replaceAll("\\s+", " ");
  }

  /** Renders text in paragraphs. */
  String paragraphs(List<? extends DocTree> parts) {
    Renderer renderer = new Renderer();
    renderer.visit(parts, null);
    return renderer.out.toString().strip();
  }

  private final class Renderer extends SimpleDocTreeVisitor<Void, Void> {
    private final StringBuilder out = new StringBuilder();

    /** Where formatted code began, or -1 outside it. */
    private int code = -1;

    private String target = "";

    @Override
    public Void visitText(TextTree text, Void none) {
      return add(text.getBody());
    }

    @Override
    public Void visitEntity(EntityTree entity, Void none) {
      return add(character(entity.getName().toString()));
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void none) {
      String body = literal.getBody().getBody();
      if (code >= 0) {
        out.append(body);
        return null;
      }
      return literal.getKind() == DocTree.Kind.CODE ? addCode(body) : add(body);
    }

    @Override
    public Void visitLink(LinkTree link, Void none) {
      if (!link.getLabel().isEmpty()) {
        return visit(link.getLabel(), none);
      }
      String signature = link.getReference().getSignature();
      String name = signature.replaceAll("(\\w+\\.)+(?=[A-Z])", "").replaceFirst("^#", "");
      return link.getKind() == DocTree.Kind.LINK ? addCode(name.replace('#', '.')) : add(name);
    }

    @Override
    public Void visitValue(ValueTree value, Void none) {
      ReferenceTree reference = value.getReference();
      DocTreePath at = reference == null ? null : DocTreePath.getPath(path, comment, reference);
      Object constant =
          at != null && trees.getElement(at) instanceof VariableElement variable
              ? variable.getConstantValue()
              : null;
      return addCode(constant == null ? value.toString() : constant.toString());
    }

    @Override
    public Void visitSummary(SummaryTree summary, Void none) {
      return visit(summary.getSummary(), none);
    }

    @Override
    public Void visitErroneous(ErroneousTree erroneous, Void none) {
      return add(erroneous.getBody());
    }

    @Override
    protected Void defaultAction(DocTree other, Void none) {
      return add(other.toString());
    }

    @Override
    public Void visitStartElement(StartElementTree element, Void none) {
      switch (element.getName().toString().toLowerCase(Locale.ROOT)) {
        case "p", "ul", "ol", "dl", "table", "blockquote", "h2", "h3", "h4" -> paragraph();
        case "br", "tr", "dt", "dd" -> lineBreak();
        case "li" -> {
          lineBreak();
          out.append("- ");
        }
        case "pre" -> {
          paragraph();
          code = out.length();
        }
        case "a" -> {
          target = attribute(element, "href");
          out.append(target.isEmpty() ? "" : "[");
        }
        default -> out.append(mark(element.getName().toString()));
      }
      return null;
    }

    @Override
    public Void visitEndElement(EndElementTree element, Void none) {
      switch (element.getName().toString().toLowerCase(Locale.ROOT)) {
        case "p", "ul", "ol", "dl", "table", "blockquote", "h2", "h3", "h4" -> paragraph();
        case "pre" -> {
          String body = out.substring(code).stripTrailing();
          out.setLength(code);
          out.append("```\n").append(unindented(body)).append("\n```\n\n");
          code = -1;
        }
        case "a" -> {
          out.append(target.isEmpty() ? "" : "](" + target + ")");
          target = "";
        }
        default -> out.append(mark(element.getName().toString()));
      }
      return null;
    }

    private String mark(String element) {
      return MARKS.getOrDefault(element.toLowerCase(Locale.ROOT), "");
    }

    private void paragraph() {
      trimEnd();
      if (!out.isEmpty()) {
        out.append("\n\n");
      }
    }

    private void lineBreak() {
      if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
        trimEnd();
        out.append('\n');
      }
    }

    private void trimEnd() {
      while (!out.isEmpty() && Character.isWhitespace(out.charAt(out.length() - 1))) {
        out.setLength(out.length() - 1);
      }
    }

    private Void addCode(String body) {
      String quote = body.contains("`") ? "``" : "`";
      out.append(quote).append(body.strip().replaceAll("\\s+", " ")).append(quote);
      return null;
    }

    private Void add(String body) {
      if (code >= 0) {
        out.append(body);
        return null;
      }
      String text = escaped(body.replaceAll("\\s+", " "));
      boolean atStart = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
      if (atStart) {
        text = text.stripLeading();
      }
      boolean beginsLine = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
      out.append(beginsLine ? text.replaceFirst("^(\\d*)([#+.)-](?= )|>)", "$1\\\\$2") : text);
      return null;
    }
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_\\[<])", "\\\\$1");
  }

  private String character(String entity) {
    return switch (entity) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "amp" -> "&";
      case "quot" -> "\"";
      case "nbsp" -> " ";
      default -> "&" + entity + ";";
    };
  }

  private static String attribute(StartElementTree element, String name) {
    for (DocTree part : element.getAttributes()) {
      if (part instanceof AttributeTree attribute
          && attribute.getName().toString().equalsIgnoreCase(name)) {
        StringBuilder value = new StringBuilder();
        attribute.getValue().forEach(value::append);
        return value.toString();
      }
    }
    return "";
  }

  private static String unindented(String code) {
    String body = code.replaceFirst("^(\\s*\\n)+", "");
    int indent =
        body.lines()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    StringBuilder text = new StringBuilder();
    body.lines()
        .map(line -> line.isBlank() ? "" : line.substring(indent))
        .forEach(line -> text.append(line).append('\n'));
    return text.toString().stripTrailing();
  }
}
