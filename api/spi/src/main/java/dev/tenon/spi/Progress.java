package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * Where training stands before a step.
 *
 * @param initialRate the optimizer's learning rate
 * @param step steps done since training began
 * @param stepsPerEpoch steps in an epoch
 * @param epoch epochs done
 * @param epochs epochs planned
 * @param history the results of the epochs done
 */
@API(status = STABLE)
public record Progress(
    double initialRate, long step, long stepsPerEpoch, int epoch, int epochs, History history) {}
