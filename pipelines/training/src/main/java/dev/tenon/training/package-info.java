/**
 * Training on one machine: the step as a graph, batches made ahead of their use, the loop, its
 * checkpoints and the folder in which a run keeps its files.
 *
 * <p>{@link dev.tenon.training.Trainer} fits an {@link dev.tenon.experiment.Experiment} to a {@link
 * dev.tenon.training.Dataset} and needs nothing but a {@link dev.tenon.graph.Backend} and a {@link
 * dev.tenon.training.WorkDirectory}. Everything random is a pure function of the experiment's seed,
 * so that equal experiments give equal bits, whatever the number of loader threads and however
 * often the run was stopped between epochs.
 */
package dev.tenon.training;
