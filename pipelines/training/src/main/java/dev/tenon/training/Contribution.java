package dev.tenon.training;

import dev.tenon.graph.NDArray;
import dev.tenon.spi.Tally;
import java.util.List;
import java.util.Map;

/**
 * What a worker brings out of a round.
 *
 * @param parts what is to be merged with the other workers'
 * @param own what stays with the worker, by name
 * @param steps what was measured in each of the steps that it has taken, by name
 */
public record Contribution(
    List<Weighted> parts, Map<String, NDArray> own, List<Map<String, Tally>> steps) {}
