package dev.tenon.transforms;

import java.io.Serializable;
import java.util.List;

/**
 * What became of the records of a {@link ShardRange}.
 *
 * @param range the records
 * @param records how many were written
 * @param bytes the file's length
 * @param sha256 the file's SHA-256 in hexadecimal
 * @param rejections the others
 */
record ShardReport(
    ShardRange range, long records, long bytes, String sha256, List<Rejection> rejections)
    implements Serializable {
  /**
   * A record that was not written.
   *
   * @param id its id
   * @param reason why, for people
   * @param size the image's size if that is the reason, else empty
   */
  record Rejection(String id, String reason, String size) implements Serializable {}

  ShardReport {
    rejections = List.copyOf(rejections);
  }
}
