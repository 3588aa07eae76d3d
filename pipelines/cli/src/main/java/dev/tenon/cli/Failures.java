package dev.tenon.cli;

import dev.tenon.spi.UserError;
import dev.tenon.transforms.launch.Mistakes;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one line on the error stream and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  /** The exit code of a mistake that the user can mend. */
  static final int USER = 2;

  /** The exit code of everything else that goes wrong. */
  static final int UNEXPECTED = 1;

  private static final int MOST_CAUSES = 50;

  private final Main main;

  Failures(Main main) {
    this.main = main;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String message = e.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    // Picocli begins some messages with what every one of them is, and stutters in others.
    message = message.replaceFirst("^Error: ", "").replace("option option", "option");
    String help = "'" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'";
    String hint =
        suggestion(e).map(meant -> "; did you mean '" + meant + "'? See ").orElse("; see ");
    return report(message + hint + help, e, USER);
  }

  private static Optional<String> suggestion(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions().stream().findFirst()
        : Optional.empty();
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return handle(e);
  }

  /** Reports anything thrown and returns the exit code. */
  int handle(Throwable thrown) {
    Optional<String> mistake = mistake(thrown);
    if (mistake.isPresent()) {
      return report(mistake.get(), thrown, USER);
    }
    String message =
        thrown.getMessage() == null
            ? ""
            : ": " + thrown.getMessage().lines().findFirst().orElse("");
    String hint = main.stacktrace() ? "" : "; add --stacktrace to see where";
    return report(
        "unexpected " + thrown.getClass().getSimpleName() + message + hint, thrown, UNEXPECTED);
  }

  private int report(String message, Throwable thrown, int code) {
    main.terminal().error("tenon: " + message);
    if (main.stacktrace()) {
      thrown.printStackTrace(main.terminal().err());
    }
    return code;
  }

  private static Optional<String> mistake(Throwable thrown) {
    Optional<UserError> mistake = Mistakes.in(thrown);
    if (mistake.isPresent()) {
      return mistake.map(UserError::getMessage);
    }
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof IOException && isDiskFull(cause.getMessage())) {
        return Optional.of("the disk is full (" + cause.getMessage() + "); free some space");
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static boolean isDiskFull(String message) {
    return message != null && message.contains("No space left on device");
  }
}
