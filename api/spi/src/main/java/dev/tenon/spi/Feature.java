package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What an example has for a model to look at: an image, or a row of numbers. */
@API(status = STABLE)
public sealed interface Feature permits Image, Row {
  /** Returns for people what it is, such as {@code image of 28x28x1} or {@code row of 12}. */
  String describe();
}
