package dev.tenon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is told of {@link WrongSources}. */
class SourceContractTest {
  private static final String TWICE = "two openings give the same records in the same order";
  private static final String OWN_ID = "every record has an id of its own";
  private static final String COUNT = "there are as many readings as records";
  private static final String SPLIT = "any split into ranges gives the same records";
  private static final String THREADS = "several threads get the same records";
  private static final String UNREADABLE =
      "unreadable records are rejected with a reason and no others";
  private static final String LABELS = "labels are indices of different names";
  private static final String MISSING = "missing data is the users mistake and its place is named";
  private static final String CLOSED = "all that is opened is closed";

  @AfterAll
  static void close() throws IOException {
    for (InputStream left : WrongSources.LEFT_OPEN) {
      left.close();
    }
  }

  @Test
  void a_right_source_breaks_no_law() {
    assertThat(Verdict.of(WrongSources.LinesTest.class)).isEqualTo(new Verdict(12, Map.of()));
  }

  @Test
  void ids_that_are_made_anew_are_found() {
    Verdict.of(WrongSources.NewIdsTest.class)
        .breaks(TWICE, "opened again record 0 is Example[id=line-", "6 records");
  }

  @Test
  void ids_that_occur_twice_are_found() {
    Verdict.of(WrongSources.OneIdTest.class)
        .breaksOnly(OWN_ID, "the id line occurs twice", "6 records");
  }

  @Test
  void ids_that_depend_on_the_range_are_found() {
    Verdict.of(WrongSources.IdsOfRangeTest.class)
        .breaksOnly(SPLIT, "in ranges record ", "6 records in the ranges [");
  }

  @Test
  void ids_that_depend_on_the_thread_are_found() {
    Verdict.of(WrongSources.IdsOfThreadTest.class)
        .breaksOnly(
            THREADS, "beside other threads record 0 is Example[", "6 records, from 4 threads");
  }

  @Test
  void records_that_are_skipped_at_the_beginning_of_a_range_are_found() {
    Verdict.of(WrongSources.SkippedHeaderTest.class)
        .breaksOnly(SPLIT, "the range [", "6 records in the ranges [");
  }

  @Test
  void an_empty_range_that_fails_is_found() {
    Verdict.of(WrongSources.NoEmptyRangeTest.class)
        .breaksOnly(
            SPLIT,
            "threw java.lang.IllegalArgumentException: an empty range",
            "6 records in the ranges [");
  }

  @Test
  void records_that_share_their_memory_are_found() {
    Verdict.of(WrongSources.OneBufferTest.class)
        .breaksOnly(SPLIT, " with other samples, and not ", "6 records");
  }

  @Test
  void a_record_that_throws_is_found() {
    Verdict.of(WrongSources.ThrownRecordTest.class)
        .breaks(
            UNREADABLE,
            "threw java.lang.ArrayIndexOutOfBoundsException",
            "record 2, declared to be unreadable");
  }

  @Test
  void a_rejection_without_a_reason_is_found() {
    Verdict.of(WrongSources.NoReasonTest.class)
        .breaksOnly(UNREADABLE, "the reason is no line for people: ''", "record 2, declared to be");
  }

  @Test
  void a_rejection_that_is_not_declared_is_found() {
    Verdict.of(WrongSources.UndeclaredTest.class)
        .breaksOnly(
            UNREADABLE, "it is read as Rejected[id=line-2, reason=it has no value]", "record 2;");
  }

  @Test
  void a_label_without_a_class_is_found() {
    Verdict.of(WrongSources.LabelBeyondTest.class)
        .breaksOnly(LABELS, "the record line-1 has the label 2", "6 records of the classes [cat");
  }

  @Test
  void classes_of_one_name_are_found() {
    Verdict.of(WrongSources.EqualNamesTest.class)
        .breaksOnly(LABELS, "the names are not different, or blank", "6 records of the classes");
  }

  @Test
  void a_wrong_count_is_found() {
    Verdict.of(WrongSources.CountedTooFewTest.class)
        .breaks(COUNT, "there are 6 readings", "5 records");
  }

  @Test
  void missing_data_that_is_taken_for_none_is_found() {
    Verdict.of(WrongSources.MissingIsEmptyTest.class)
        .breaksOnly(MISSING, "it was opened, and has 0 records", "Lines[file=");
  }

  @Test
  void missing_data_that_is_not_told_to_the_user_is_found() {
    Verdict.of(WrongSources.MissingIsThrownTest.class)
        .breaks(MISSING, "threw java.nio.file.NoSuchFileException", "Lines[file=");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_file_that_stays_open_is_found() {
    Verdict.of(WrongSources.LeftOpenTest.class)
        .breaksOnly(CLOSED, "lines is open 8 times more", "8 openings");
  }
}
