package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * Anything that a plug-in contributes. Implementations are records whose components are their
 * configuration.
 *
 * <p>A record may have shorter constructors besides its canonical one. The shortest public
 * constructor whose parameters are the leading components, in order, states which components are
 * required; the values that it gives to the others are their defaults, in Java and in JSON alike.
 */
@API(status = STABLE)
public sealed interface Extension
    permits Layer,
        Activation,
        Initializer,
        Loss,
        Optimizer,
        Schedule,
        Metric,
        Augmentation,
        Source,
        Listener {}
