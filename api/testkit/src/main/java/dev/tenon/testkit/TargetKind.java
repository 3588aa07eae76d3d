package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** What a loss may compare predictions with. */
@API(status = EXPERIMENTAL)
public enum TargetKind {
  /** INT64 class indices {@code [N]}, for predictions {@code [N, classes]}. */
  CLASSES,
  /** FLOAT like the prediction, each row of which is not negative and sums to 1. */
  DISTRIBUTIONS,
  /** FLOAT like the prediction, 0 or 1 everywhere. */
  TRUTHS,
  /** FLOAT like the prediction, any values. */
  VALUES
}
