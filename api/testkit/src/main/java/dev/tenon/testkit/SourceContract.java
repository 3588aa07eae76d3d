package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Rejected;
import dev.tenon.spi.Source;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.Divisions.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is expected of a {@link Source}: the same records under the same ids, whoever reads which of
 * them when; bad ones told apart from good ones; and mistakes told before work is lost.
 *
 * <p>Say which source it is about, with data of some records, and what its error names where there
 * is no data:
 *
 * <pre>{@code
 * class LinesTest implements SourceContract {
 *   @TempDir Path folder;
 *
 *   @BeforeEach
 *   void write() throws IOException {
 *     Files.writeString(folder.resolve("lines"), "...");
 *   }
 *
 *   public Source extension() {
 *     return new Lines(folder.resolve("lines"));
 *   }
 *
 *   public Missing missing() {
 *     return new Missing(new Lines(folder.resolve("none")), folder.resolve("none").toString());
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface SourceContract extends Contract<Source> {
  /**
   * A source without data.
   *
   * @param source the source
   * @param place where its data should be, as the error names it
   */
  record Missing(Source source, String place) {}

  /** Returns a source of the same kind whose data is not there. */
  Missing missing();

  /**
   * Returns the source that is opened: by default the extension. One whose data a test cannot have
   * gives another that reads other data in the same way.
   */
  default Source readable() {
    return extension();
  }

  /** Returns the indices of the records that cannot be read; none by default. */
  default Set<Long> unreadable() {
    return Set.of();
  }

  /**
   * Opening a source twice, or an equal one, must give the same names of classes and the same
   * records in the same order.
   *
   * @param law the law
   * @param cache an empty cache
   * @throws IOException if the source cannot be read
   */
  @Test
  default void two_openings_give_the_same_records_in_the_same_order(Law law, @TempDir Path cache)
      throws IOException {
    Contents first = Contents.of(readable(), cache);
    law.on(first);
    Contents second = Contents.of(readable(), cache);
    law.require(
        first.labels().equals(second.labels()),
        "the classes were %s, then %s",
        first.labels(),
        second.labels());
    first.requireSame(law, "opened again", second.readings());
  }

  /**
   * Every record must have an id of its own.
   *
   * @param law the law
   * @param cache an empty cache
   * @throws IOException if the source cannot be read
   */
  @Test
  default void every_record_has_an_id_of_its_own(Law law, @TempDir Path cache) throws IOException {
    Contents contents = Contents.of(readable(), cache);
    law.on(contents);
    Set<String> seen = new HashSet<>();
    for (Reading reading : contents.readings()) {
      law.require(!reading.id().isBlank(), "an id is blank");
      law.require(seen.add(reading.id()), "the id %s occurs twice", reading.id());
    }
  }

  /**
   * There must be as many readings as the source says it has records, and at least one.
   *
   * @param law the law
   * @param cache an empty cache
   * @throws IOException if the source cannot be read
   */
  @Test
  default void there_are_as_many_readings_as_records(Law law, @TempDir Path cache)
      throws IOException {
    try (Examples examples = readable().open(new DataCache(cache))) {
      law.on(examples.size() + " records");
      List<Reading> readings = Contents.read(examples, 0, examples.size());
      law.require(
          readings.size() == examples.size() && !readings.isEmpty(),
          "there are %d readings",
          readings.size());
    }
  }

  /**
   * Workers read parts: whatever the ranges, their order, and who reads them, the records must be
   * those of reading all at once.
   *
   * @param law the law
   * @param cache an empty cache
   * @throws IOException if the source cannot be read
   */
  @Test
  default void any_split_into_ranges_gives_the_same_records(Law law, @TempDir Path cache)
      throws IOException {
    Contents whole = Contents.of(readable(), cache);
    int size = whole.readings().size();
    for (int trial = 0; trial < 20; trial++) {
      RandomGenerator random = law.random(trial);
      List<Range> ranges = Divisions.shuffled(Divisions.ranges(size, random), random);
      law.on(whole + " in the ranges " + ranges);
      List<Reading> readings = new ArrayList<>(whole.readings());
      try (Examples examples = readable().open(new DataCache(cache))) {
        for (Range range : ranges) {
          List<Reading> part = Contents.read(examples, range.from(), range.to());
          law.require(
              part.size() == range.to() - range.from(),
              "the range %s gave %d records",
              range,
              part.size());
          for (int i = 0; i < part.size(); i++) {
            readings.set(range.from() + i, part.get(i));
          }
        }
      }
      whole.requireSame(law, "in ranges", readings);
    }
  }

  /**
   * Several threads, each with an opening of its own, must get the same records.
   *
   * @param law the law
   * @param cache an empty cache
   * @throws Exception if the source cannot be read
   */
  @Test
  default void several_threads_get_the_same_records(Law law, @TempDir Path cache) throws Exception {
    Contents alone = Contents.of(readable(), cache);
    law.on(alone + ", from 4 threads at once");
    for (Contents beside : Threads.atOnce(4, () -> Contents.of(readable(), cache))) {
      alone.requireSame(law, "beside other threads", beside.readings());
    }
  }

  /**
   * Records that cannot be read must be told as rejected, each with a reason in one line, and all
   * others read.
   *
   * @param law the law
   * @param cache an empty cache
   * @throws IOException if the source cannot be read
   */
  @Test
  default void unreadable_records_are_rejected_with_a_reason_and_no_others(
      Law law, @TempDir Path cache) throws IOException {
    Set<Long> declared = unreadable();
    try (Examples examples = readable().open(new DataCache(cache))) {
      for (long i = 0; i < examples.size(); i++) {
        law.on("record " + i + (declared.contains(i) ? ", declared to be unreadable" : ""));
        for (Reading reading : Contents.read(examples, i, i + 1)) {
          boolean rejected = reading instanceof Rejected;
          law.require(rejected == declared.contains(i), "it is read as %s", reading);
          if (reading instanceof Rejected refusal) {
            String reason = refusal.reason();
            law.require(
                !reason.isBlank() && reason.lines().count() == 1,
                "the reason is no line for people: '%s'",
                reason);
          }
        }
      }
    }
  }

  /**
   * Names of classes must be different and not blank, and every label must be the index of one.
   *
   * @param law the law
   * @param cache an empty cache
   * @throws IOException if the source cannot be read
   */
  @Test
  default void labels_are_indices_of_different_names(Law law, @TempDir Path cache)
      throws IOException {
    Contents contents = Contents.of(readable(), cache);
    List<String> names = contents.labels();
    law.on(contents + " of the classes " + names);
    law.require(
        new HashSet<>(names).size() == names.size() && names.stream().noneMatch(String::isBlank),
        "the names are not different, or blank");
    for (Reading reading : contents.readings()) {
      if (reading instanceof Example example) {
        law.require(
            example.label() >= 0 && example.label() < names.size(),
            "the record %s has the label %d",
            example.id(),
            example.label());
      }
    }
  }

  /**
   * A source without data must fail when it is opened, with an error for people that names the
   * place.
   *
   * @param law the law
   * @param cache an empty cache
   * @throws IOException if it fails otherwise
   */
  @Test
  default void missing_data_is_the_users_mistake_and_its_place_is_named(
      Law law, @TempDir Path cache) throws IOException {
    Missing missing = missing();
    law.on(missing.source());
    try (Examples examples = missing.source().open(new DataCache(cache))) {
      law.require(false, "it was opened, and has %d records", examples.size());
    } catch (UserError mistake) {
      String message = String.valueOf(mistake.getMessage());
      law.require(
          message.contains(missing.place()) && message.lines().count() == 1,
          "the error is no line that names %s: %s",
          missing.place(),
          message);
    }
  }

  /**
   * What a source opens must be closed with it, and where it cannot be opened; the law is checked
   * on Linux, which tells what is open.
   *
   * @param law the law
   * @param cache an empty cache
   * @throws IOException if the source cannot be read
   */
  @Test
  default void all_that_is_opened_is_closed(Law law, @TempDir Path cache) throws IOException {
    int times = 8;
    openAndClose(cache);
    Map<String, Integer> before = OpenFiles.count();
    for (int i = 0; i < times; i++) {
      openAndClose(cache);
    }
    law.on(times + " openings");
    Map<String, Integer> after = OpenFiles.count();
    after.forEach(
        (file, count) ->
            law.require(
                count - before.getOrDefault(file, 0) < times,
                "%s is open %d times more",
                file,
                count - before.getOrDefault(file, 0)));
  }

  private void openAndClose(Path cache) throws IOException {
    Contents.of(readable(), cache);
    try {
      missing().source().open(new DataCache(cache)).close();
    } catch (UserError expected) {
      // As another law demands.
    }
  }
}
