package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import dev.tenon.graph.Tensor;
import org.apiguardian.api.API;

/**
 * A value that lives on between steps: a parameter, a moving statistic, an optimizer's slot.
 *
 * @param path its unique name, such as {@code conv2d/kernel}
 * @param tensor the graph's input that stands for it
 * @param initializer its first values
 * @param trainable whether the optimizer changes it
 */
@API(status = STABLE)
public record Variable(String path, Tensor tensor, Initializer initializer, boolean trainable) {}
