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
import java.util.concurrent.CompletableFuture;

/** Questions to a cluster's REST interface, and what it is told. */
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
      request = to(address, question).build();
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

  /**
   * Tells a cluster of a change.
   *
   * @param address its REST address, {@code host:port}
   * @param what a path
   * @param json what it is told
   * @return completes when it has been heard, with an {@link IOException} if it has not
   */
  static CompletableFuture<Void> tell(String address, String what, String json) {
    HttpRequest request =
        to(address, what)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(json))
            .build();
    return CLIENT
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenCompose(
            response ->
                response.statusCode() / 100 == 2
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(
                        new IOException(
                            "answer " + response.statusCode() + ": " + response.body())));
  }

  private static HttpRequest.Builder to(String address, String path) {
    return HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(PATIENCE);
  }
}
