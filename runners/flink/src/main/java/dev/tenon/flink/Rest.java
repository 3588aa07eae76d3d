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

/** Questions to a cluster's REST interface. */
final class Rest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Rest() {}

  /**
   * Asks a cluster.
   *
   * @param address its REST address, {@code host:port}
   * @param question a path, such as {@code /overview}
   * @param expected what an answer of Flink's has
   * @throws IOException if nothing of Flink's answers there
   */
  static JsonNode ask(String address, String question, String expected) throws IOException {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(URI.create("http://" + address + question))
              .timeout(PATIENCE)
              .build();
    } catch (IllegalArgumentException e) {
      throw new IOException(address + " is no address", e);
    }
    try {
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() != 200 || !answer.has(expected)) {
        throw new IOException("answer " + response.statusCode() + ", which is not Flink's");
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
