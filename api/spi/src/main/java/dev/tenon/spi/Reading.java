package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What became of one record of a source. */
@API(status = STABLE)
public sealed interface Reading permits Example, Rejected {
  /** Returns the record's stable id, which does not depend on who reads it or when. */
  String id();
}
