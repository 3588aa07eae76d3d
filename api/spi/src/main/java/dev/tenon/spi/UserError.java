package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * A mistake that the user can mend: its message is one readable line that says what was expected,
 * what came, where, and what to do next. The command line prints it and exits with code 2.
 */
@API(status = STABLE)
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an error.
   *
   * @param message what was expected, what came, where, and what to do
   */
  public UserError(String message) {
    super(message);
  }

  /**
   * Makes an error that another exception revealed.
   *
   * @param message what was expected, what came, where, and what to do
   * @param cause what revealed it
   */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
