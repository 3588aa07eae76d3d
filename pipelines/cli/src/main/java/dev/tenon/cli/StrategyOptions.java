package dev.tenon.cli;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Outer;
import dev.tenon.experiment.Strategy;
import dev.tenon.spi.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How training is spread over workers, instead of how the experiment says. */
final class StrategyOptions {
  private static final String LOCAL = "local";
  private static final String SYNCHRONOUS = "synchronous";
  private static final String LOCAL_SGD = "local-sgd";
  private static final List<String> NAMES = List.of(LOCAL, SYNCHRONOUS, LOCAL_SGD);

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description =
          "How training is spread over workers: local, synchronous or local-sgd, instead of the"
              + " experiment's strategy.")
  private String name;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "How many workers share the records.")
  private Integer workers;

  @Option(
      names = "--slices",
      paramLabel = "N",
      description =
          "For synchronous: how many parts a batch has, a multiple of the workers; one a worker by"
              + " default. The result depends on it, and not on the number of workers.")
  private Integer slices;

  @Option(
      names = "--local-steps",
      paramLabel = "N",
      description =
          "For local-sgd: how many steps each worker takes between two averages; 50 by default.")
  private Integer localSteps;

  @Option(
      names = "--outer-rate",
      paramLabel = "X",
      description =
          "For local-sgd: follow the average by an outer step of this rate (DiLoCo; 0.7 in its"
              + " paper), instead of taking it.")
  private Double outerRate;

  @Option(
      names = "--outer-momentum",
      paramLabel = "X",
      description = "For local-sgd with an outer step: its Nesterov momentum; 0.9 by default.")
  private Double outerMomentum;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many rounds one pipeline takes where there are workers, ${DEFAULT-VALUE} by default;"
              + " changes no result. A pipeline that is lost costs as many.")
  private int rounds;

  /** Returns how many rounds one pipeline takes. */
  int rounds() {
    if (rounds < 1) {
      throw new UserError("--rounds must be at least 1, got " + rounds);
    }
    return rounds;
  }

  /**
   * Returns the experiment with the strategy that is asked for.
   *
   * @throws UserError if options are missing, do not belong to the strategy or do not fit
   */
  Experiment applied(Experiment experiment) {
    Strategy present = experiment.strategy();
    String wanted = name == null ? nameOf(present) : name.replace('_', '-');
    if (name == null && given().isEmpty()) {
      return experiment;
    }
    try {
      return experiment.withStrategy(
          switch (wanted) {
            case LOCAL -> {
              requireOnly(LOCAL, List.of());
              yield new Strategy.Local();
            }
            case SYNCHRONOUS -> synchronous(present);
            case LOCAL_SGD -> localSgd(present);
            default ->
                throw new UserError(
                    "--strategy must be " + String.join(", ", NAMES) + ", got '" + name + "'");
          });
    } catch (IllegalArgumentException e) {
      throw new UserError("--strategy " + wanted + ": " + e.getMessage(), e);
    }
  }

  private static String nameOf(Strategy strategy) {
    return strategy instanceof Strategy.Synchronous
        ? SYNCHRONOUS
        : strategy instanceof Strategy.LocalSgd ? LOCAL_SGD : LOCAL;
  }

  private Strategy synchronous(Strategy present) {
    requireOnly(SYNCHRONOUS, List.of("--workers", "--slices"));
    Integer before = present instanceof Strategy.Synchronous same ? same.workers() : null;
    int many = required(SYNCHRONOUS, "--workers", workers, before);
    Integer parts = present instanceof Strategy.Synchronous same ? same.slices() : null;
    return new Strategy.Synchronous(
        many, Objects.requireNonNullElse(slices, Objects.requireNonNullElse(parts, many)));
  }

  private Strategy localSgd(Strategy present) {
    requireOnly(
        LOCAL_SGD, List.of("--workers", "--local-steps", "--outer-rate", "--outer-momentum"));
    Integer before = present instanceof Strategy.LocalSgd same ? same.workers() : null;
    int many = required(LOCAL_SGD, "--workers", workers, before);
    Strategy.LocalSgd base =
        present instanceof Strategy.LocalSgd same ? same : new Strategy.LocalSgd(many);
    return new Strategy.LocalSgd(
        many, Objects.requireNonNullElse(localSteps, base.localSteps()), outer(base.outer()));
  }

  private Outer outer(Outer present) {
    if (outerRate == null && outerMomentum == null) {
      return present;
    }
    Outer.Nesterov before =
        present instanceof Outer.Nesterov nesterov ? nesterov : new Outer.Nesterov();
    return new Outer.Nesterov(
        Objects.requireNonNullElse(outerRate, before.learningRate()),
        Objects.requireNonNullElse(outerMomentum, before.momentum()));
  }

  private static int required(String strategy, String option, Integer given, Integer before) {
    Integer value = given == null ? before : given;
    if (value == null) {
      throw new UserError("--strategy " + strategy + " needs " + option);
    }
    return value;
  }

  private void requireOnly(String strategy, List<String> known) {
    String foreign =
        given().keySet().stream()
            .filter(option -> !known.contains(option))
            .collect(Collectors.joining(", "));
    if (!foreign.isEmpty()) {
      throw new UserError(
          foreign
              + " means nothing to the strategy "
              + strategy
              + "; choose another with --strategy, or leave it out");
    }
  }

  private Map<String, Number> given() {
    Map<String, Number> given = new LinkedHashMap<>();
    given.put("--workers", workers);
    given.put("--slices", slices);
    given.put("--local-steps", localSteps);
    given.put("--outer-rate", outerRate);
    given.put("--outer-momentum", outerMomentum);
    given.values().removeIf(Objects::isNull);
    return given;
  }
}
