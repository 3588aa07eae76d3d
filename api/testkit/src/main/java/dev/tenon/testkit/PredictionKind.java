package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** What a loss takes predictions to be. */
@API(status = EXPERIMENTAL)
public enum PredictionKind {
  /** From 0 to 1, of classes or distributions rows that sum to 1. */
  PROBABILITIES,
  /** What a softmax or a sigmoid would make probabilities of. */
  LOGITS,
  /** Any values, of which the target's own are the best, and of class indices one-hot rows. */
  VALUES
}
