package dev.tenon.spi;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;
import static org.apiguardian.api.API.Status.STABLE;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Where a layer or an optimizer is being emitted: it hands out variables under a path, and knows
 * whether the graph is for training.
 *
 * <p>Scopes of one graph share their variables. Asking twice for one name gives the same variable,
 * so a layer emitted twice in one scope shares its parameters.
 */
@API(status = STABLE)
public final class Scope {
  private final Shared shared;
  private final String path;
  private final String uses;
  private final Map<String, Tensor> before;

  /** What all scopes of one graph have in common. */
  private record Shared(
      boolean training,
      long seed,
      Tensor step,
      Map<String, Variable> variables,
      Map<String, Tensor> updates,
      Map<String, String> standIns) {}

  private Scope(Shared shared, String path, String uses, Map<String, Tensor> before) {
    this.shared = shared;
    this.path = path;
    this.uses = uses;
    this.before = before;
  }

  private static Scope root(boolean training, long seed, Tensor step) {
    Shared shared =
        new Shared(
            training,
            seed,
            step,
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    return new Scope(shared, "", "", Map.of());
  }

  /**
   * Makes the root scope of a graph for training.
   *
   * @param seed the experiment's seed
   * @param step a scalar INT64 input that counts steps
   * @return the scope
   */
  public static Scope training(long seed, Tensor step) {
    return root(true, seed, step);
  }

  /** Makes the root scope of a graph for evaluation, prediction or export. */
  public static Scope evaluation() {
    return root(false, 0, null);
  }

  /**
   * Returns a scope within this one.
   *
   * @param name a name without slashes
   * @return the scope of path {@code this/name}
   */
  public Scope child(String name) {
    return new Scope(shared, path.isEmpty() ? name : path + "/" + name, uses, before);
  }

  /**
   * Returns this scope for one more use of the same layer in a step: it has the same variables, and
   * random numbers of its own. A state begins there as the use before has left it, so this must be
   * called when that one has been emitted.
   *
   * @param use which use it is, counted from 0
   * @return the scope, of the same path
   */
  public Scope forUse(int use) {
    return use == 0
        ? this
        : new Scope(shared, path, uses + path + ":" + use + ";", Map.copyOf(shared.updates));
  }

  /**
   * Emits something in a scope within this one, whose path is then named by any shape error.
   *
   * @param name the inner scope's name
   * @param emission what to emit
   * @return its result
   * @throws ShapeException if the emission fails, with the path in its message
   */
  public Tensor within(String name, Function<Scope, Tensor> emission) {
    Scope inner = child(name);
    try {
      return emission.apply(inner);
    } catch (ShapeException e) {
      throw e.at(inner.path);
    }
  }

  /** Returns the path, with slashes between names; empty at the root. */
  public String path() {
    return path;
  }

  /** Tells whether the graph is for training. */
  public boolean isTraining() {
    return shared.training;
  }

  /**
   * Returns a parameter that the optimizer trains.
   *
   * @param name its name within this scope
   * @param shape its static shape
   * @param initializer its first values
   * @return the parameter's value
   */
  public Tensor parameter(String name, Shape shape, Initializer initializer) {
    return variable(name, shape, initializer, true);
  }

  /**
   * Returns a value that lives on between steps and is changed only by {@link #update}.
   *
   * @param name its name within this scope
   * @param shape its static shape
   * @param initializer its first values
   * @return the value before this step, or before this use where the layer is used again
   */
  public Tensor state(String name, Shape shape, Initializer initializer) {
    Tensor value = variable(name, shape, initializer, false);
    return before.getOrDefault(child(name).path, value);
  }

  private Tensor variable(String name, Shape shape, Initializer initializer, boolean trainable) {
    String full = child(name).path;
    Variable known = shared.variables.get(full);
    if (known == null) {
      Tensor tensor = Tensor.input(full, DataType.FLOAT, shape);
      known = new Variable(full, tensor, initializer, trainable);
      shared.variables.put(full, known);
    }
    if (known.trainable() != trainable) {
      throw new ShapeException(full + " was asked for both as a parameter and as state");
    }
    if (!known.tensor().shape().equals(shape)) {
      throw new ShapeException(
          full + " has shape " + known.tensor().shape() + " and was asked for again as " + shape);
    }
    return known.tensor();
  }

  /**
   * Sets what a value of {@link #state} becomes after this step.
   *
   * @param name the state's name within this scope
   * @param value its new value, of the same shape
   * @throws ShapeException if there is no such state or the value is of another type
   */
  public void update(String name, Tensor value) {
    String full = child(name).path;
    Variable variable = shared.variables.get(full);
    if (variable == null || variable.trainable()) {
      throw new ShapeException(full + " cannot be updated: it was not asked for by state()");
    }
    if (!variable.tensor().type().equals(value.type())) {
      throw new ShapeException(
          full + " is " + variable.tensor().type() + " and cannot become " + value.type());
    }
    shared.updates.put(variable.path(), value);
  }

  /**
   * Has a value of {@link #state} stand for a parameter wherever the model is evaluated or
   * exported, as an optimizer's average of its past values does. Training goes on with the
   * parameter itself.
   *
   * @param name the state's name within this scope
   * @param parameter the parameter's value, as {@link #parameter} has returned it
   * @throws ShapeException if there is no such state, it is of another type than the parameter, or
   *     another one stands for the parameter already
   */
  @API(status = EXPERIMENTAL)
  public void standIn(String name, Tensor parameter) {
    String full = child(name).path;
    String replaced = Graph.nameOf(parameter);
    Variable state = shared.variables.get(full);
    if (state == null || state.trainable()) {
      throw new ShapeException(
          full + " cannot stand for " + replaced + ": it was not asked for by state()");
    }
    if (!state.tensor().type().equals(parameter.type())) {
      throw new ShapeException(
          full + " is " + state.tensor().type() + " and cannot stand for " + parameter.type());
    }
    String other = shared.standIns.putIfAbsent(replaced, full);
    if (other != null && !other.equals(full)) {
      throw new ShapeException(full + " cannot stand for " + replaced + ": " + other + " does");
    }
  }

  /**
   * Returns random numbers in [0, 1) that differ from step to step.
   *
   * @param like a tensor of the wanted shape
   * @param seed what the numbers depend on besides the use; if empty, the experiment's seed and
   *     this scope's path
   * @return the numbers: a pure function of the seed, the step and each element's position
   * @throws IllegalStateException in a graph that is not for training
   */
  public Tensor randomUniform(Tensor like, OptionalLong seed) {
    return uniform(like, keyOf(seed));
  }

  /**
   * Returns random numbers of a normal distribution, of mean 0 and variance 1, that differ from
   * step to step. None is further than 5.8 from 0.
   *
   * @param like a tensor of the wanted shape
   * @param seed what the numbers depend on besides the use; if empty, the experiment's seed and
   *     this scope's path
   * @return the numbers: a pure function of the seed, the step and each element's position
   * @throws IllegalStateException in a graph that is not for training
   */
  public Tensor randomNormal(Tensor like, OptionalLong seed) {
    long key = keyOf(seed);
    return BoxMuller.normal(
        uniform(like, Seeds.derive(key, "radius")), uniform(like, Seeds.derive(key, "angle")));
  }

  private Tensor uniform(Tensor like, long key) {
    return Tensor.of(new RandomUniform(key), shared.step, like);
  }

  private long keyOf(OptionalLong seed) {
    if (!shared.training) {
      throw new IllegalStateException(path + " asks for random numbers outside training");
    }
    // A seed that people choose has few bits set, and a generator keyed by it starts out skewed.
    long own = seed.isPresent() ? Seeds.derive(seed.getAsLong()) : Seeds.derive(shared.seed, path);
    return uses.isEmpty() ? own : Seeds.derive(own, uses);
  }

  /** Returns all variables of the graph, in the order in which they were asked for. */
  public List<Variable> variables() {
    return List.copyOf(shared.variables.values());
  }

  /** Returns the paths of states by the paths of the parameters that they {@link #standIn} for. */
  @API(status = EXPERIMENTAL)
  public Map<String, String> standIns() {
    return Collections.unmodifiableMap(shared.standIns);
  }

  /** Returns the new values set by {@link #update}, by the variables' paths. */
  public Map<String, Tensor> updates() {
    return Collections.unmodifiableMap(shared.updates);
  }
}
