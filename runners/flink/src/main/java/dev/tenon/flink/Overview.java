package dev.tenon.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * What a cluster tells of itself.
 *
 * @param workers the task managers that have registered
 * @param slots the slots that they have
 */
record Overview(int workers, int slots) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Asks a cluster.
   *
   * @param address its REST address, {@code host:port}
   * @throws IOException if nothing of Flink's answers there
   */
  static Overview of(String address) throws IOException {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(URI.create("http://" + address + "/overview"))
              .timeout(PATIENCE)
              .build();
    } catch (IllegalArgumentException e) {
      throw new IOException(address + " is no address", e);
    }
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode overview = JSON.readTree(response.body());
      if (response.statusCode() != 200 || !overview.has("slots-total")) {
        throw new IOException("answer " + response.statusCode() + ", which is not Flink's");
      }
      return new Overview(
          overview.path("taskmanagers").asInt(), overview.path("slots-total").asInt());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
