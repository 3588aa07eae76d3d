package dev.tenon.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A job of a cluster, as the cluster tells.
 *
 * @param id its number
 * @param name its name
 * @param state its state, such as {@code FINISHED}
 * @param start when it started, in milliseconds
 * @param end when it ended, in milliseconds
 */
record ClusterJob(String id, String name, String state, long start, long end) {
  /** Returns the jobs whose name begins so, in the order of their start. */
  static List<ClusterJob> of(int port, String name) throws IOException {
    URI place = URI.create("http://127.0.0.1:" + port + "/jobs/overview");
    JsonNode answer;
    try (InputStream in = place.toURL().openStream()) {
      answer = new JsonMapper().readTree(in);
    }
    List<ClusterJob> jobs = new ArrayList<>();
    for (JsonNode job : answer.path("jobs")) {
      if (job.path("name").asText().startsWith(name)) {
        jobs.add(
            new ClusterJob(
                job.path("jid").asText(),
                job.path("name").asText(),
                job.path("state").asText(),
                job.path("start-time").asLong(),
                job.path("end-time").asLong()));
      }
    }
    jobs.sort(Comparator.comparingLong(ClusterJob::start));
    return jobs;
  }
}
