package dev.tenon.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A worker that has registered at a cluster's master, and may have ended since without its notice.
 *
 * @param name its name, such as {@code worker-1}
 * @param address where the master reaches it, which is another after it was started again
 * @param slots how many slots it has
 * @param freeSlots how many of them no job has
 */
record Worker(String name, String address, int slots, int freeSlots) {
  /**
   * Asks a cluster.
   *
   * @param master its REST address, {@code host:port}
   * @throws IOException if nothing of Flink's answers there
   */
  static List<Worker> of(String master) throws IOException {
    List<Worker> workers = new ArrayList<>();
    for (JsonNode one : Rest.ask(master, "/taskmanagers", "taskmanagers").path("taskmanagers")) {
      workers.add(
          new Worker(
              one.path("id").asText(),
              one.path("path").asText(),
              one.path("slotsNumber").asInt(),
              one.path("freeSlots").asInt()));
    }
    return workers;
  }
}
