package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortTest {
  @Test
  void ports_that_are_listened_at_are_not_chosen_nor_those_that_connections_are_given()
      throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        taken.add(new ServerSocket(FreePort.choose(), 1, InetAddress.getLoopbackAddress()));
      }
      assertThat(taken)
          .extracting(ServerSocket::getLocalPort)
          .allMatch(port -> port >= 20_000 && port < 32_768)
          .satisfies(ports -> assertThat(new HashSet<>(ports)).hasSize(200));
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }
}
