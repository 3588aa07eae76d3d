package dev.tenon.plugins.optimizers;

import dev.tenon.testkit.Law;
import dev.tenon.testkit.OptimizerContract;

/** The contract of an optimizer that may not go where the contract's functions are lowest. */
interface BoundContract extends OptimizerContract {
  @Override
  default void it_descends_a_parabola(Law law) {
    // No test: it may not.
  }

  @Override
  default void it_follows_rosenbrocks_valley(Law law) {
    // No test: it may not.
  }

  @Override
  default void it_fits_a_matrix(Law law) {
    // No test: it may not.
  }

  @Override
  default void it_trains_parameters_of_mixed_shapes(Law law) {
    // No test: it may not.
  }
}
