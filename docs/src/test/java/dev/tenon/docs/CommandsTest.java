package dev.tenon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {
  /** Commands that take a second and write nothing. */
  private static final Set<String> CHEAP = Set.of("summary", "list", "plugins", "doctor");

  private static final Map<List<String>, Launched> HELP = new ConcurrentHashMap<>();

  private static Stream<Command> commands() throws IOException {
    List<Command> commands = new ArrayList<>();
    for (Page page : PagesTest.pages()) {
      commands.addAll(Command.in(page));
    }
    return commands.stream();
  }

  static Stream<Command> tenonCommands() throws IOException {
    return commands().filter(Command::isTenon).filter(command -> command.words().size() > 1);
  }

  static Stream<Command> cheapCommands() throws IOException {
    return tenonCommands()
        .filter(command -> CHEAP.contains(command.arguments().get(0)))
        .filter(command -> command.arguments().stream().noneMatch("EXPERIMENT"::equals));
  }

  static Stream<Command> mavenCommands() throws IOException {
    return commands().filter(command -> !command.isTenon());
  }

  private static String help(String... command) {
    List<String> arguments = new ArrayList<>(Arrays.asList(command));
    arguments.add("--help");
    Launched launched = HELP.computeIfAbsent(arguments, Launched::tenon);
    assertThat(launched.exitCode()).as(launched.output()).isZero();
    return launched.output();
  }

  @Test
  void commands_are_found_in_blocks_and_in_text() {
    Page page =
        new Page(
            PagesTest.ROOT,
            PagesTest.ROOT.resolve("page.md"),
            List.of("    ./mvnw verify   # all", "```sh", "./tenon list", "```", "`A=b ./tenon`"));
    assertThat(Command.in(page))
        .extracting(Command::toString)
        .containsExactly("./mvnw verify", "./tenon list", "./tenon");
    assertThat(new Command("", List.of("./tenon", "run", "x", "--a=b", "--", "--c")).options())
        .containsExactly("--a");
  }

  @ParameterizedTest
  @MethodSource("tenonCommands")
  void every_tenon_command_and_option_in_the_pages_exists(Command command) {
    String name = command.arguments().get(0);
    if (name.startsWith("--")) {
      assertThat(help()).contains(name);
      return;
    }
    assertThat(help()).as(command.place()).containsPattern("(?m)^ +" + name + "\\b");
    String help = help(name);
    assertThat(command.options())
        .as(command.place())
        .allSatisfy(option -> assertThat(help).containsPattern(option + "\\b"));
  }

  @ParameterizedTest
  @MethodSource("cheapCommands")
  void every_cheap_command_in_the_pages_runs(Command command) {
    Launched launched = Launched.tenon(command.arguments());
    assertThat(launched.exitCode()).as("%s: %s", command.place(), launched.output()).isZero();
    assertThat(launched.output()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("mavenCommands")
  void every_module_and_profile_in_a_maven_command_exists(Command command) throws IOException {
    String pom = Files.readString(PagesTest.ROOT.resolve("pom.xml"));
    List<String> words = command.words();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("-P")) {
        assertThat(word.substring(2).split(","))
            .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
      }
      if (word.equals("-pl")) {
        assertThat(words.get(i + 1).split(","))
            .allSatisfy(
                module -> assertThat(PagesTest.ROOT.resolve(module + "/pom.xml")).isRegularFile());
      }
      if (word.startsWith("-Dbenchmark=")) {
        String file = word.substring("-Dbenchmark=".length()) + ".java";
        String folder = "pipelines/benchmarks/src/main/java/dev/tenon/benchmarks/";
        assertThat(PagesTest.ROOT.resolve(folder + file)).isRegularFile();
      }
    }
  }

  @Test
  void the_summary_command_prints_what_the_tutorial_shows() throws IOException {
    String folder = "pipelines/examples/src/test/resources/dev/tenon/examples/";
    assertThat(Launched.tenon(List.of("summary", "scenes")).output())
        .isEqualToNormalizingNewlines(
            Files.readString(PagesTest.ROOT.resolve(folder + "tutorial-summary.txt")));
  }
}
