/**
 * How pipelines are run: a {@link dev.tenon.transforms.launch.LauncherProvider} of each of Beam's
 * runners, found by its name.
 *
 * <pre>{@code
 * Launcher launcher = Launchers.find("direct", List.of("--targetParallelism=4"));
 * launcher.run(pipeline -> pipeline.apply(Ingest.of(blueprint, workDirectory)));
 * }</pre>
 */
package dev.tenon.transforms.launch;
