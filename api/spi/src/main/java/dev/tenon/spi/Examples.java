package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** An opened source: a finite sequence of records that can be read in any part. */
@API(status = STABLE)
public interface Examples extends AutoCloseable {
  /** Returns the names of the classes; a label is an index into this list. */
  List<String> labels();

  /** Returns the number of records, readable or not. */
  long size();

  /**
   * Reads a range of records. The same range always gives the same readings in the same order.
   *
   * @param from the first record, from 0
   * @param to one past the last record
   * @param sink takes each reading
   * @throws IOException if the source as a whole has become unreadable
   */
  void read(long from, long to, Consumer<Reading> sink) throws IOException;

  @Override
  void close() throws IOException;
}
