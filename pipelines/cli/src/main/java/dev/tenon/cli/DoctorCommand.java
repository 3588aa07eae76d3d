package dev.tenon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Tells whether Tenon can work on this machine. */
@Command(
    name = "doctor",
    description = {
      "Tell whether Tenon can work on this machine, and with what.",
      "Exit code 0 if it can, 1 if not."
    },
    footer = {"", "Example:", "  tenon doctor"})
final class DoctorCommand implements java.util.concurrent.Callable<Integer> {
  @ParentCommand private Main main;

  @Override
  public Integer call() {
    Examination examination = Examination.ofThisMachine(main.options());
    examination.table().printTo(main.terminal());
    examination.faults().forEach(fault -> main.terminal().error("tenon: " + fault));
    return examination.faults().isEmpty() ? 0 : Failures.UNEXPECTED;
  }
}
