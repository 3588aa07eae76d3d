package dev.tenon.transforms;

/**
 * A piece of a value on its way between the steps of a job, small enough for any runner's buffers.
 *
 * @param kind what it is a piece of
 * @param value the value's name
 * @param part which piece of the value, from 0; of what was measured, the round's first step
 * @param rank which worker or slice it comes from; 0 where it comes from none
 * @param examples how many examples it counts for; 0 where it counts for none
 * @param bytes the piece
 */
record Piece(Kind kind, String value, int part, int rank, long examples, byte[] bytes) {
  /** What there are pieces of. */
  enum Kind {
    /** A value that lives on between rounds. */
    STATE,
    /** What a part of a round has come to. */
    CONTRIBUTED,
    /** What a worker has measured in a round. */
    MEASURED
  }
}
