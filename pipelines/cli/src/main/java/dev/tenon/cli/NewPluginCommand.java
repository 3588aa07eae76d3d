package dev.tenon.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a project of a plug-in to begin with. */
@Command(
    name = "new-plugin",
    description = {
      "Make a plug-in to begin with: a Maven project of its own, with one layer and its test.",
      "The folder must be empty, or not there yet."
    },
    footer = {"", "Example:", "  tenon new-plugin acme-plugin --name acme"})
final class NewPluginCommand implements Runnable {
  @ParentCommand private Main main;

  @Parameters(paramLabel = "DIR", description = "The project's folder.")
  private Path folder;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The plug-in's name, which begins the ids of its extensions, such as acme.")
  private String name;

  @Override
  public void run() {
    Skeleton skeleton = new Skeleton(name);
    skeleton.write(folder);
    Terminal terminal = main.terminal();
    terminal.line("Written " + folder + ": a plug-in with the layer " + name + ".channel_gate.");
    terminal.line("Build and test it with: mvn -f " + folder + " verify");
    terminal.line("Then see it with: tenon plugins --plugins " + folder.resolve("target"));
  }
}
