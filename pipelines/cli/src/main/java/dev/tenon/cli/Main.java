package dev.tenon.cli;

import dev.tenon.assembly.Options;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The {@code tenon} command.
 *
 * <p>Exit codes: 0 if all went well, 2 after a mistake that the user can mend, 1 after anything
 * unexpected, 130 if interrupted.
 */
@Command(
    name = "tenon",
    description = "Trains, evaluates and exports neural networks with plug-ins.",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    showDefaultValues = true,
    usageHelpAutoWidth = true,
    sortOptions = false,
    subcommands = {
      RunCommand.class,
      SummaryCommand.class,
      FindLrCommand.class,
      AugmentCommand.class,
      EvaluateCommand.class,
      ExportCommand.class,
      PredictCommand.class,
      ListCommand.class,
      PluginsCommand.class,
      NewPluginCommand.class,
      DoctorCommand.class,
      DataCommand.class,
      ClusterCommand.class
    })
public final class Main implements Runnable {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print where an error comes from.")
  private boolean stacktrace;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print what the libraries log.")
  private boolean verbose;

  @Mixin private PluginOptions plugins;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs the command and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(Terminal.ofProcess(), args));
  }

  /**
   * Runs the command.
   *
   * @param terminal where it prints
   * @param args the command line
   * @return the exit code
   */
  static int run(Terminal terminal, String... args) {
    Main main = new Main(terminal);
    Failures failures = new Failures(main);
    CommandLine command = new CommandLine(main);
    command.setOut(new PrintWriter(terminal.out(), true));
    command.setErr(new PrintWriter(terminal.err(), true));
    Choice.all().forEach(choice -> choice.register(command));
    command.setParameterExceptionHandler(failures);
    command.setExecutionExceptionHandler(failures);
    command.setExecutionStrategy(
        parsed -> {
          Logs.direct(main.verbose, terminal);
          return new RunLast().execute(parsed);
        });
    try {
      return command.execute(args);
    } catch (Error e) {
      return failures.handle(e);
    }
  }

  Terminal terminal() {
    return terminal;
  }

  boolean stacktrace() {
    return stacktrace;
  }

  /** Returns what the user chose for all commands. */
  Options options() {
    return plugins.applied(new Options());
  }

  /** Returns what to type for the same plug-ins again, nothing where nothing was chosen. */
  String typedPlugins() {
    return plugins.typed();
  }

  /** Without a subcommand there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command, such as run or list");
  }
}
