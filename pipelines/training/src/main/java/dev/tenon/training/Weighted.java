package dev.tenon.training;

import dev.tenon.graph.NDArray;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Values that one part of a round has come to, and by how many examples.
 *
 * @param rank which part: a worker, or a slice of a batch
 * @param examples how many examples it has learned from, its weight in averages; 1 or more
 * @param values what it has come to, by name
 */
public record Weighted(int rank, long examples, Map<String, NDArray> values) {

  /**
   * Returns the weighted average of one value over all parts: {@code sum(examples * value) /
   * sum(examples)}, in double precision and in the order of the ranks, whatever the order of the
   * list. The average of one part is its value, to the last bit.
   *
   * @param name the value's name
   * @param parts the parts, one or more, each with that value
   * @return its average, rounded to float
   */
  static NDArray average(String name, List<Weighted> parts) {
    List<Weighted> ordered = inOrder(parts);
    NDArray result = NDArray.zeros(ordered.get(0).values.get(name).type());
    double[] sum = new double[Math.toIntExact(result.shape().size())];
    double total = 0;
    boolean first = true;
    for (Weighted part : ordered) {
      FloatBuffer elements = part.values.get(name).floats();
      double weight = part.examples;
      total += weight;
      for (int i = 0; i < sum.length; i++) {
        double product = weight * elements.get(i);
        // Nothing is added to the first product: the sum of 0 and -0 would be another zero.
        sum[i] = first ? product : sum[i] + product;
      }
      first = false;
    }
    FloatBuffer averages = result.floats();
    for (int i = 0; i < sum.length; i++) {
      averages.put(i, (float) (sum[i] / total));
    }
    return result;
  }

  /**
   * Returns parts by rank.
   *
   * @throws IllegalStateException if two have one rank
   */
  private static List<Weighted> inOrder(List<Weighted> parts) {
    List<Weighted> ordered =
        parts.stream().sorted(Comparator.comparingInt(Weighted::rank)).toList();
    for (int i = 1; i < ordered.size(); i++) {
      if (ordered.get(i).rank == ordered.get(i - 1).rank) {
        throw new IllegalStateException(
            "two parts of a round have the rank " + ordered.get(i).rank);
      }
    }
    return ordered;
  }

  /**
   * Requires that nothing of a round is missing.
   *
   * @throws IllegalStateException if the parts do not account for all its examples
   */
  static void requireAll(List<Weighted> parts, Round round) {
    long examples = parts.stream().mapToLong(Weighted::examples).sum();
    if (examples != round.examples()) {
      throw new IllegalStateException(
          "a round of "
              + round.examples()
              + " examples has come to its end with parts of "
              + examples);
    }
  }
}
