package dev.tenon.testkit;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Image;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Rejected;
import dev.tenon.spi.Source;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A right source, sources that are wrong in one way each, and their contracts. */
final class WrongSources {
  private WrongSources() {}

  /** What is wrong with a source of lines. */
  enum Fault {
    NONE,
    NEW_IDS,
    ONE_ID,
    IDS_OF_RANGE,
    IDS_OF_THREAD,
    SKIPPED_HEADER,
    NO_EMPTY_RANGE,
    ONE_BUFFER,
    THROWN_RECORD,
    NO_REASON,
    LABEL_BEYOND,
    EQUAL_NAMES,
    COUNTED_TOO_FEW,
    MISSING_IS_EMPTY,
    MISSING_IS_THROWN,
    LEFT_OPEN
  }

  private static final AtomicLong IDS = new AtomicLong();
  static final List<InputStream> LEFT_OPEN = new ArrayList<>();

  /** Images of one pixel, a line each: its label and its value. */
  record Lines(Path file, Fault fault) implements Source {
    @Override
    public Examples open(DataCache cache) throws IOException {
      if (!Files.exists(file) && fault == Fault.MISSING_IS_EMPTY) {
        return new OpenLines(List.of(), fault);
      }
      if (!Files.exists(file) && fault != Fault.MISSING_IS_THROWN) {
        throw new UserError("there is no file " + file + "; write one");
      }
      if (fault == Fault.LEFT_OPEN) {
        LEFT_OPEN.add(Files.newInputStream(file));
      }
      return new OpenLines(Files.readAllLines(file), fault);
    }
  }

  record OpenLines(List<String> lines, Fault fault) implements Examples {
    @Override
    public List<String> labels() {
      return fault == Fault.EQUAL_NAMES ? List.of("cat", "cat") : List.of("cat", "dog");
    }

    @Override
    public long size() {
      return fault == Fault.COUNTED_TOO_FEW ? lines.size() - 1 : lines.size();
    }

    @Override
    public void read(long from, long to, Consumer<Reading> sink) {
      if (fault == Fault.NO_EMPTY_RANGE && from == to) {
        throw new IllegalArgumentException("an empty range");
      }
      long first = fault == Fault.SKIPPED_HEADER && from > 0 ? from + 1 : from;
      byte[] buffer = new byte[1];
      for (long i = first; i < to + (lines.size() - size()); i++) {
        byte[] samples = fault == Fault.ONE_BUFFER ? buffer : new byte[1];
        sink.accept(read(id(from, i), lines.get((int) i).split(" "), samples));
      }
    }

    private String id(long from, long i) {
      return switch (fault) {
        case NEW_IDS -> "line-" + IDS.incrementAndGet();
        case ONE_ID -> "line";
        case IDS_OF_RANGE -> "line-" + (i - from);
        case IDS_OF_THREAD -> Thread.currentThread().getName() + "-" + i;
        default -> "line-" + i;
      };
    }

    private Reading read(String id, String[] line, byte[] samples) {
      if (line.length < 2 && fault != Fault.THROWN_RECORD) {
        return new Rejected(id, fault == Fault.NO_REASON ? "" : "it has no value");
      }
      samples[0] = Byte.parseByte(line[1]);
      int label = Integer.parseInt(line[0]);
      return new Example(
          id, new Image(1, 1, 1, samples), fault == Fault.LABEL_BEYOND ? 2 * label : label);
    }

    @Override
    public void close() {}
  }

  abstract static class OfLines implements SourceContract {
    @TempDir Path folder;

    private final Fault fault;

    OfLines(Fault fault) {
      this.fault = fault;
    }

    @BeforeEach
    void write() throws IOException {
      Files.writeString(folder.resolve("lines"), "0 10\n1 20\nbad\n0 30\n1 40\n1 50\n");
    }

    @Override
    public Source extension() {
      return new Lines(folder.resolve("lines"), fault);
    }

    @Override
    public Missing missing() {
      Path none = folder.resolve("none");
      return new Missing(new Lines(none, fault), none.toString());
    }

    @Override
    public Set<Long> unreadable() {
      return Set.of(2L);
    }
  }

  static class LinesTest extends OfLines {
    LinesTest() {
      super(Fault.NONE);
    }
  }

  static class NewIdsTest extends OfLines {
    NewIdsTest() {
      super(Fault.NEW_IDS);
    }
  }

  static class OneIdTest extends OfLines {
    OneIdTest() {
      super(Fault.ONE_ID);
    }
  }

  static class IdsOfRangeTest extends OfLines {
    IdsOfRangeTest() {
      super(Fault.IDS_OF_RANGE);
    }
  }

  static class IdsOfThreadTest extends OfLines {
    IdsOfThreadTest() {
      super(Fault.IDS_OF_THREAD);
    }
  }

  static class SkippedHeaderTest extends OfLines {
    SkippedHeaderTest() {
      super(Fault.SKIPPED_HEADER);
    }
  }

  static class NoEmptyRangeTest extends OfLines {
    NoEmptyRangeTest() {
      super(Fault.NO_EMPTY_RANGE);
    }
  }

  static class OneBufferTest extends OfLines {
    OneBufferTest() {
      super(Fault.ONE_BUFFER);
    }
  }

  static class ThrownRecordTest extends OfLines {
    ThrownRecordTest() {
      super(Fault.THROWN_RECORD);
    }
  }

  static class NoReasonTest extends OfLines {
    NoReasonTest() {
      super(Fault.NO_REASON);
    }
  }

  static class LabelBeyondTest extends OfLines {
    LabelBeyondTest() {
      super(Fault.LABEL_BEYOND);
    }
  }

  static class EqualNamesTest extends OfLines {
    EqualNamesTest() {
      super(Fault.EQUAL_NAMES);
    }
  }

  static class CountedTooFewTest extends OfLines {
    CountedTooFewTest() {
      super(Fault.COUNTED_TOO_FEW);
    }
  }

  static class MissingIsEmptyTest extends OfLines {
    MissingIsEmptyTest() {
      super(Fault.MISSING_IS_EMPTY);
    }
  }

  static class MissingIsThrownTest extends OfLines {
    MissingIsThrownTest() {
      super(Fault.MISSING_IS_THROWN);
    }
  }

  static class LeftOpenTest extends OfLines {
    LeftOpenTest() {
      super(Fault.LEFT_OPEN);
    }
  }

  static class UndeclaredTest extends OfLines {
    UndeclaredTest() {
      super(Fault.NONE);
    }

    @Override
    public Set<Long> unreadable() {
      return Set.of();
    }
  }
}
