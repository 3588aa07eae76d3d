package dev.tenon.flink;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses a port of this machine for a process that is about to be started. */
final class FreePort {
  /**
   * Systems give connections ports from 32768 on, or higher: one of those that is free now may be
   * taken by a connection before the process listens.
   */
  private static final int END = 32_768;

  private static final int START = 20_000;
  private static final int ATTEMPTS = 1000;

  private FreePort() {}

  /** Returns a port at which nobody listens. */
  static int choose() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(START, END);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody listens there; the next one is tried.
        continue;
      }
    }
    throw new IOException("no port from " + START + " to " + (END - 1) + " is free");
  }
}
