package dev.tenon;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tenon.spi.Extension;
import java.io.File;
import java.io.FileInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the lines between modules. It lives in the command line's tests, since all other modules
 * are on that class path.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // What tests of several modules share.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.tenon");

  private static final Set<String> BELOW_ASSEMBLY =
      Set.of("graph", "spi", "reference", "onnxruntime", "experiment", "training");

  /** The modules that each module may use, besides itself. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("graph", Set.of()),
          Map.entry("spi", Set.of("graph")),
          Map.entry("plugins", Set.of("graph", "spi")),
          Map.entry("reference", Set.of("graph", "spi")),
          Map.entry("onnxruntime", Set.of("graph", "spi")),
          Map.entry("predict", Set.of("graph", "spi", "onnxruntime")),
          Map.entry("experiment", Set.of("graph", "spi")),
          Map.entry("training", Set.of("graph", "spi", "experiment")),
          Map.entry("testkit", Set.of("graph", "spi", "reference", "onnxruntime", "experiment")),
          Map.entry("assembly", BELOW_ASSEMBLY),
          Map.entry("transforms", with(BELOW_ASSEMBLY, "assembly", "predict")),
          Map.entry("direct", with(BELOW_ASSEMBLY, "assembly", "transforms")),
          Map.entry("cli", with(BELOW_ASSEMBLY, "assembly", "predict", "transforms", "plugins")),
          Map.entry(
              "examples", with(BELOW_ASSEMBLY, "assembly", "predict", "transforms", "plugins")));

  /** The least number of classes by which a module is known to have been looked at. */
  private static final Map<String, Integer> AT_LEAST =
      Map.ofEntries(
          Map.entry("graph", 40),
          Map.entry("spi", 30),
          Map.entry("plugins", 50),
          Map.entry("reference", 15),
          Map.entry("onnxruntime", 25),
          Map.entry("predict", 15),
          Map.entry("experiment", 18),
          Map.entry("training", 18),
          Map.entry("testkit", 25),
          Map.entry("assembly", 7),
          Map.entry("transforms", 10),
          Map.entry("direct", 1),
          Map.entry("cli", 10),
          Map.entry("examples", 3));

  private static Set<String> with(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> modules() {
    return MAY_USE.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void each_module_uses_only_those_below_it(String module) {
    String[] allowed =
        Stream.concat(Stream.of(module), MAY_USE.get(module).stream())
            .map(ArchitectureTest::within)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(within(module))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.tenon..").and(not(resideInAnyPackage(allowed))))
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void enough_classes_of_each_module_were_seen_for_the_rules_to_mean_something(String module) {
    assertThat(CLASSES.stream().filter(resideInAPackage(within(module))).toList())
        .hasSizeGreaterThanOrEqualTo(AT_LEAST.get(module));
  }

  @Test
  void every_class_belongs_to_a_module_with_rules() {
    String[] known = modules().map(ArchitectureTest::within).toArray(String[]::new);

    classes().should().resideInAnyPackage(known).check(CLASSES);
  }

  @Test
  void the_graph_needs_nothing_but_the_jdk_and_marks_of_status() {
    classes()
        .that()
        .resideInAPackage(within("graph"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.apiguardian.api..", within("graph"))
        .check(CLASSES);
  }

  @Test
  void guice_appears_in_assembly_alone() {
    onlyIn(List.of("assembly"), "com.google.inject..", "jakarta.inject..");
  }

  @Test
  void beam_appears_in_what_pipelines_are_made_of_and_what_launches_them_alone() {
    onlyIn(List.of("predict", "transforms", "direct", "cli", "examples"), "org.apache.beam..");
  }

  @Test
  void onnx_runtime_appears_in_its_runner_alone() {
    onlyIn(List.of("onnxruntime"), "ai.onnxruntime..", "com.google.protobuf..");
  }

  @Test
  void jackson_appears_from_experiments_upwards() {
    Set<String> upwards = new HashSet<>(MAY_USE.keySet());
    upwards.removeAll(Set.of("graph", "spi", "plugins", "reference", "onnxruntime", "predict"));
    onlyIn(upwards, "com.fasterxml.jackson..");
  }

  @Test
  void junit_appears_in_the_testkit_alone() {
    onlyIn(List.of("testkit"), "org.junit..");
  }

  @Test
  void picocli_and_charts_appear_in_the_command_line_alone() {
    onlyIn(List.of("cli"), "picocli..", "org.knowm..");
  }

  private static void onlyIn(Collection<String> modules, String... library) {
    String[] homes = modules.stream().map(ArchitectureTest::within).toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .check(CLASSES);
    assertThat(CLASSES.stream().filter(resideInAnyPackage(homes)))
        .as("the library is used where it may be, so its name is right")
        .anyMatch(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(d -> resideInAnyPackage(library).test(d.getTargetClass())));
  }

  @Test
  void a_runs_files_are_reached_through_folders_since_they_may_lie_elsewhere() {
    noClasses()
        .that()
        .resideInAnyPackage(within("training"), within("transforms"), within("cli"))
        .and()
        .haveNameNotMatching(
            // Locks and folders of this machine, copies on it, and what is no file of a run.
            ".*\\.(LockedFolder|WorkDirectory|BeamFile"
                + "|ImageFile|Experiments|Scratch|Examination|RunsFolder|Skeleton)")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.belongToAnyOf(
                Files.class, File.class, FileChannel.class, FileInputStream.class))
        .check(CLASSES);
  }

  @Test
  void names_say_what_things_are() {
    classes()
        .that(not(resideInAPackage("dev.tenon.onnxruntime.proto..")))
        .should()
        .haveNameNotMatching(
            "(.*[.$])?(Abstract[A-Z]\\w*|I[A-Z]\\w*|\\w*(Impl|Utils?|Manager|Helper))")
        .check(CLASSES);
  }

  @Test
  void extensions_are_records() {
    DescribedPredicate<JavaClass> concrete =
        DescribedPredicate.describe(
            "are concrete extensions",
            type -> type.isAssignableTo(Extension.class) && !type.isInterface());

    assertThat(CLASSES.stream().filter(concrete)).hasSizeGreaterThan(35);
    classes().that(concrete).should().beRecords().check(CLASSES);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("dev.tenon.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  private static String within(String module) {
    return "dev.tenon." + module + "..";
  }
}
