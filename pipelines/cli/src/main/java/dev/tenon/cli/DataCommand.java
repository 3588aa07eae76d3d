package dev.tenon.cli;

import dev.tenon.spi.DataCache;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Fetches a data set before it is needed. */
@Command(
    name = "data",
    description = {
      "Fetch a data set into the cache and check it; runs do so by themselves when they need it.",
      "The cache is TENON_CACHE, else XDG_CACHE_HOME/tenon, else ~/.cache/tenon."
    },
    footer = {"", "Example:", "  tenon data fashion-mnist"})
final class DataCommand implements Runnable {
  @ParentCommand private Main main;

  @Parameters(paramLabel = "NAME", description = "The data set: fashion-mnist.")
  private String name;

  @Override
  public void run() {
    DataSet wanted = DataSet.named(name);
    try {
      Path folder = wanted.fetch(DataCache.ofUser(), main.terminal()::line);
      main.terminal().line(wanted.title() + " is in " + folder + ", whole and checked.");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
