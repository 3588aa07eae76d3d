package dev.tenon.docs.mistakes;

import dev.tenon.spi.Augmentation;
import dev.tenon.spi.Canvas;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Event;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Image;
import dev.tenon.spi.Listener;
import dev.tenon.spi.Metric;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Schedule;
import dev.tenon.spi.Source;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.Tally;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.AugmentationContract;
import dev.tenon.testkit.ListenerContract;
import dev.tenon.testkit.MetricContract;
import dev.tenon.testkit.ScheduleContract;
import dev.tenon.testkit.SourceContract;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Mistakes in what pipelines run beside the graph. */
final class BesideGraphs {
  private BesideGraphs() {}

  /** Ends at 0, where nothing is learnt. */
  record ToNothing() implements Schedule {
    @Override
    public double rate(Progress progress) {
      double steps = (double) progress.stepsPerEpoch() * progress.epochs();
      return progress.initialRate() * Math.max(0, 1 - progress.step() / steps);
    }
  }

  static class ToNothingLaws implements ScheduleContract {
    @Override
    public ToNothing extension() {
      return new ToNothing();
    }

    @Override
    public Set<Part> dependsOn() {
      return Set.of(Part.INITIAL_RATE, Part.STEP, Part.STEPS_PER_EPOCH, Part.EPOCHS);
    }
  }

  /** Adds floating-point numbers, whose sum depends on their order. */
  record MeanLoss() implements Metric {
    @Override
    public Tally empty() {
      return new Sum(0, 0);
    }

    record Sum(double sum, long count) implements Tally {
      @Override
      public Tally add(Outcome outcome) {
        return new Sum(sum + outcome.loss(), count + 1);
      }

      @Override
      public Tally merge(Tally other) {
        return new Sum(sum + ((Sum) other).sum, count + ((Sum) other).count);
      }

      @Override
      public double value() {
        return sum / count;
      }
    }
  }

  static class MeanLossLaws implements MetricContract {
    @Override
    public MeanLoss extension() {
      return new MeanLoss();
    }

    @Override
    public List<Known> known() {
      return List.of(Known.of(0.5, new Outcome(new float[] {1, 0}, 0, 0.5)));
    }
  }

  /** Works in the original's memory. */
  record Lines() implements Augmentation {
    @Override
    public void apply(Canvas canvas, RandomGenerator random) {
      Image image = canvas.image();
      int row = random.nextInt(image.height()) * image.width() * image.channels();
      image.samples()[row] = 0;
      canvas.replace(image);
    }
  }

  static class LinesLaws implements AugmentationContract {
    @Override
    public Lines extension() {
      return new Lines();
    }

    @Override
    public Optional<Augmentation> ofNoStrength() {
      return Optional.empty();
    }
  }

  /** Ends the whole job at the first record that cannot be read. */
  record Numbers(List<String> texts) implements Source {
    Numbers {
      texts = List.copyOf(texts);
    }

    @Override
    public Examples open(DataCache cache) {
      if (texts.isEmpty()) {
        throw new UserError("texts is empty: name some numbers");
      }
      return new Opened(texts);
    }

    record Opened(List<String> texts) implements Examples {
      @Override
      public List<String> labels() {
        return List.of("number");
      }

      @Override
      public long size() {
        return texts.size();
      }

      @Override
      public void read(long from, long to, Consumer<Reading> sink) throws IOException {
        for (int i = (int) from; i < to; i++) {
          byte[] samples = {(byte) Integer.parseInt(texts.get(i))};
          sink.accept(new Example("number-" + i, new Image(1, 1, 1, samples), 0));
        }
      }

      @Override
      public void close() {}
    }
  }

  static class NumbersLaws implements SourceContract {
    @Override
    public Numbers extension() {
      return new Numbers(List.of("7", "seven"));
    }

    @Override
    public Missing missing() {
      return new Missing(new Numbers(List.of()), "texts");
    }

    @Override
    public Set<Long> unreadable() {
      return Set.of(1L);
    }
  }

  /** Adds a line to a file that may have it already. */
  record Log() implements Listener {
    @Override
    public void on(Event event) {
      if (event instanceof Event.EpochEnded ended) {
        StoredFile file = ended.training().workDirectory().file("epochs.log");
        try {
          String before = file.exists() ? file.text() : "";
          file.write(before + ended.history().epochs().size() + ";");
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }

  static class LogLaws implements ListenerContract {
    @Override
    public Log extension() {
      return new Log();
    }

    @Override
    public Set<String> files() {
      return Set.of("epochs.log");
    }
  }
}
