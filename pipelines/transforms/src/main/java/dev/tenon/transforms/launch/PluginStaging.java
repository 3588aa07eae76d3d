package dev.tenon.transforms.launch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tenon.assembly.PluginBundle;
import dev.tenon.assembly.PluginJar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Which jars of plug-ins the workers of a pipeline need. Tenon's transforms say so when they are
 * applied, and launchers whose workers may be on other machines bring the jars there.
 */
@Hidden
public interface PluginStaging extends PipelineOptions {
  /** Returns the jars, null for none; no worker is told. */
  @JsonIgnore
  List<PluginJar> getPluginJars();

  /**
   * Sets the jars.
   *
   * @param jars the jars
   */
  void setPluginJars(List<PluginJar> jars);

  /**
   * Adds jars to those that a pipeline's workers need.
   *
   * @param options the pipeline's
   * @param jars the jars
   */
  static void need(PipelineOptions options, List<PluginJar> jars) {
    PluginStaging staging = options.as(PluginStaging.class);
    Set<PluginJar> all = new LinkedHashSet<>(jars(staging));
    all.addAll(jars);
    staging.setPluginJars(List.copyOf(all));
  }

  /**
   * Makes one file of the jars that a pipeline's workers need, to be staged with whatever else they
   * need.
   *
   * @param options the pipeline's, after its transforms have been applied
   * @return the file, to be closed when the pipeline has ended; empty if no jars are needed
   */
  static Optional<PluginBundle> bundle(PipelineOptions options) {
    return Optional.of(jars(options.as(PluginStaging.class)))
        .filter(jars -> !jars.isEmpty())
        .map(PluginBundle::of);
  }

  private static List<PluginJar> jars(PluginStaging staging) {
    return Optional.ofNullable(staging.getPluginJars()).orElse(List.of());
  }
}
