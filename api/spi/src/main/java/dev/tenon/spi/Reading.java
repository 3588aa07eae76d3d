package dev.tenon.spi;

/** What became of one record of a source. */
public sealed interface Reading permits Example, Rejected {
  /** Returns the record's stable id, which does not depend on who reads it or when. */
  String id();
}
