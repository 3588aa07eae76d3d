package dev.tenon.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the lines around this module, which the command line does not see. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tenon");

  @Test
  void flink_appears_in_this_module_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tenon.flink..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "dev.tenon.flink..")
        .check(CLASSES);
  }

  @Test
  void this_module_knows_of_tenon_what_a_launcher_may() {
    assertThat(CLASSES.stream().filter(type -> type.getPackageName().equals("dev.tenon.flink")))
        .hasSizeGreaterThan(10);
    noClasses()
        .that()
        .resideInAPackage("dev.tenon.flink..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tenon.cli..", "dev.tenon.examples..", "dev.tenon.plugins..", "ai.onnxruntime..")
        .check(CLASSES);
  }
}
