package dev.tenon.experiment;

import java.util.List;

/**
 * A list of layers, with names for what goes in and out.
 *
 * @param layers the layers, each after those whose outputs it takes
 * @param inputs the names of what the whole takes, at least one
 * @param outputs the names of the layers whose outputs the whole gives; none for the last one's
 */
record Joints(List<Placement> layers, List<String> inputs, List<String> outputs) {}
