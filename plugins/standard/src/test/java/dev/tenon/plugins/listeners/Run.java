package dev.tenon.plugins.listeners;

import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.spi.Console;
import dev.tenon.spi.Event;
import dev.tenon.spi.Folder;
import dev.tenon.spi.History;
import dev.tenon.spi.Listener;
import dev.tenon.spi.LocalFolder;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Training;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run whose results are given, which notes what a listener asks for. */
final class Run implements Training, Console {
  private final boolean interactive;
  private final Path folder;
  private final List<String> asked = new ArrayList<>();
  private Duration elapsed = Duration.ZERO;

  Run(boolean interactive, Path folder) {
    this.interactive = interactive;
    this.folder = folder;
  }

  /** Tells a listener of epochs with these values of {@code val_loss}; a new one for each event. */
  List<String> follow(Listener listener, double... losses) {
    History history = History.EMPTY;
    listener.on(new Event.Started(this, new Progress(0.1, 0, 10, 0, 9, history)));
    for (double loss : losses) {
      int number = history.epochs().size() + 1;
      history = history.with(new History.Epoch(number, Map.of("val_loss", loss)));
      int before = asked.size();
      listener.on(new Event.EpochEnded(this, history, 9, Duration.ofSeconds(5)));
      int epoch = number;
      asked.subList(before, asked.size()).replaceAll(ask -> epoch + " " + ask);
    }
    listener.on(new Event.Ended(this, history));
    return asked;
  }

  /** Lets time pass. */
  Run after(Duration time) {
    elapsed = elapsed.plus(time);
    return this;
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public Folder workDirectory() {
    return new LocalFolder(folder);
  }

  @Override
  public Console console() {
    return this;
  }

  @Override
  public void stop(String reason) {
    asked.add("stop " + reason);
  }

  @Override
  public void save(String name) {
    asked.add("save " + name);
  }

  @Override
  public void restore(String name) {
    asked.add("restore " + name);
  }

  @Override
  public void forget(String name) {
    asked.add("forget " + name);
  }

  @Override
  public Map<String, NDArray> values() {
    return Map.of("dense/kernel", NDArray.floats(Shape.of(2, 3), -1, 0, 0, 0.1f, 2, 5));
  }

  @Override
  public Instant now() {
    return Instant.parse("2026-01-02T03:04:05.5Z").plus(elapsed);
  }

  @Override
  public Duration elapsed() {
    return elapsed;
  }

  @Override
  public boolean interactive() {
    return interactive;
  }

  @Override
  public void line(String line) {
    asked.add("line " + line);
  }

  @Override
  public void status(String text) {
    asked.add("status " + text);
  }
}
