package dev.tenon.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * What a cluster tells of itself.
 *
 * @param workers the task managers that have registered
 * @param slots the slots that they have
 */
record Overview(int workers, int slots) {
  /**
   * Asks a cluster.
   *
   * @param address its REST address, {@code host:port}
   * @throws IOException if nothing of Flink's answers there
   */
  static Overview of(String address) throws IOException {
    JsonNode overview = Rest.ask(address, "/overview", "slots-total");
    return new Overview(
        overview.path("taskmanagers").asInt(), overview.path("slots-total").asInt());
  }
}
