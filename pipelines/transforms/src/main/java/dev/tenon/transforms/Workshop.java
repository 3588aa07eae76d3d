package dev.tenon.transforms;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.spi.Console;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the DoFns of one JVM share. Runners make many copies of a DoFn; plug-ins are made once for
 * all of them, and stay for as long as the JVM lives.
 */
public final class Workshop {
  private static final Map<Options, Tenon> TENONS = new ConcurrentHashMap<>();
  private static final Map<Blueprint, Experiment> EXPERIMENTS = new ConcurrentHashMap<>();

  private static volatile Console console = new PlainConsole();

  private Workshop() {}

  /** Prints lines on the standard output. */
  private record PlainConsole() implements Console {
    @Override
    public boolean interactive() {
      return false;
    }

    @Override
    public void line(String line) {
      System.out.println(line);
    }

    @Override
    public void status(String text) {
      // Lines cannot be overwritten here.
    }
  }

  /**
   * Sets where the DoFns of this JVM print for people; the standard output unless set.
   *
   * @param other the console
   */
  public static void printTo(Console other) {
    console = other;
  }

  static Console console() {
    return console;
  }

  static Tenon tenon(Options options) {
    return TENONS.computeIfAbsent(options, Tenon::create);
  }

  static Experiment experiment(Blueprint blueprint) {
    return EXPERIMENTS.computeIfAbsent(
        blueprint, b -> b.tenon().codec().read(b.experiment(), "experiment"));
  }
}
