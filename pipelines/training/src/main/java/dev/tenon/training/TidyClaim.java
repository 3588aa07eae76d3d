package dev.tenon.training;

/** A reservation that ends with the folder being tidied up, as long as it is still reserved. */
final class TidyClaim implements Claim {
  private final Claim reserved;
  private final Runnable tidyUp;
  private boolean closed;

  TidyClaim(Claim reserved, Runnable tidyUp) {
    this.reserved = reserved;
    this.tidyUp = tidyUp;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      tidyUp.run();
    } finally {
      reserved.close();
    }
  }
}
