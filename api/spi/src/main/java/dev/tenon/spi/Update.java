package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import dev.tenon.graph.Tensor;
import org.apiguardian.api.API;

/**
 * What an optimizer knows of one parameter in one step.
 *
 * @param scope keeps the optimizer's state for this parameter: {@link Scope#state} and {@link
 *     Scope#update}
 * @param parameter the parameter's value
 * @param gradient the loss's gradient for it, of the same shape
 * @param rate the learning rate of this step, a scalar
 * @param step the number of this step, a scalar float, 1 in the first
 */
@API(status = STABLE)
public record Update(Scope scope, Tensor parameter, Tensor gradient, Tensor rate, Tensor step) {}
