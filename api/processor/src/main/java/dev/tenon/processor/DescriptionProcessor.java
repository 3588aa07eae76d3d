package dev.tenon.processor;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.sun.source.util.DocTrees;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.apiguardian.api.API;

/**
 * Writes what the comment of each record that implements {@code dev.tenon.spi.Extension} says to
 * {@code META-INF/tenon/<class>.json} beside the compiled classes: summary, text, and the meaning
 * of each component, as Markdown.
 *
 * <p>It claims no annotation, changes no class, and a file depends on the source file of its record
 * alone, but for the comments of enums that its components have. A record without a comment gets no
 * file. Compilers other than javac do not give comments as trees; there it says so and does
 * nothing.
 */
@API(status = EXPERIMENTAL)
public final class DescriptionProcessor extends AbstractProcessor {
  private static final String EXTENSION = "dev.tenon.spi.Extension";

  private Optional<DocTrees> trees = Optional.empty();

  /** Makes the processor, as the compiler does. */
  public DescriptionProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    try {
      trees = Optional.of(DocTrees.instance(environment));
    } catch (IllegalArgumentException otherCompiler) {
      environment
          .getMessager()
          .printMessage(
              Diagnostic.Kind.NOTE,
              "descriptions of extensions are not written: " + otherCompiler.getMessage());
    }
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    TypeElement extension = processingEnv.getElementUtils().getTypeElement(EXTENSION);
    if (trees.isPresent() && extension != null) {
      ElementFilter.typesIn(round.getRootElements()).forEach(root -> describe(root, extension));
    }
    return false;
  }

  private void describe(TypeElement element, TypeElement extension) {
    if (element.getKind() == ElementKind.RECORD
        && processingEnv.getTypeUtils().isAssignable(element.asType(), extension.asType())) {
      Description.of(element, trees.orElseThrow())
          .ifPresent(description -> write(description, element));
    }
    ElementFilter.typesIn(element.getEnclosedElements())
        .forEach(nested -> describe(nested, extension));
  }

  private void write(Description description, TypeElement type) {
    String name = "META-INF/tenon/" + processingEnv.getElementUtils().getBinaryName(type) + ".json";
    try (Writer out =
        processingEnv
            .getFiler()
            .createResource(StandardLocation.CLASS_OUTPUT, "", name, type)
            .openWriter()) {
      out.write(description.json());
    } catch (IOException e) {
      processingEnv
          .getMessager()
          .printMessage(Diagnostic.Kind.ERROR, "cannot write " + name + ": " + e, type);
    }
  }
}
