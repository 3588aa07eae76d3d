/**
 * An experiment as Beam transforms.
 *
 * <pre>{@code
 * Blueprint blueprint = Blueprint.of(tenon.codec().write(experiment), options);
 * pipeline
 *     .apply(Ingest.of(blueprint, workDirectory))
 *     .apply(Train.of(blueprint))
 *     .apply(Export.of(blueprint))
 *     .apply(ReadRecords.of(DataSplit.TEST))
 *     .apply(Evaluate.of(blueprint, workDirectory));
 * }</pre>
 *
 * <p>What flows from one step to the next is the path of the work directory, so that each step
 * begins when the one before has written its files. Every step may be run again after a failure, in
 * whole or in part, and then writes the same bytes. DoFns carry the {@link
 * dev.tenon.transforms.Blueprint} and paths; plug-ins, sessions and models are made on the worker,
 * once in each JVM.
 */
package dev.tenon.transforms;
