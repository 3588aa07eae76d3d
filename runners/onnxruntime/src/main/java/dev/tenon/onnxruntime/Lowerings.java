package dev.tenon.onnxruntime;

import dev.tenon.graph.Op;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The table of lowerings: for each operator one formulation or several, filled by one class a
 * family. Of those that fit an application, the one with the least estimated cost is written, the
 * first if several have it; a forced one wherever it fits.
 */
final class Lowerings {
  /** The table with nothing forced. */
  static final Lowerings STANDARD = new Lowerings(Map.of());

  private final Map<Class<?>, List<Formulation<?>>> table = new HashMap<>();
  private final Map<String, String> forced;

  private Lowerings(Map<String, String> forced) {
    this.forced = Map.copyOf(forced);
    ElementwiseLowerings.addTo(this);
    ShapeLowerings.addTo(this);
    IndexLowerings.addTo(this);
    ReductionLowerings.addTo(this);
    ConvLowerings.addTo(this);
    PoolLowerings.addTo(this);
    RandomLowerings.addTo(this);
  }

  /**
   * Returns this table with a formulation that is written wherever it fits.
   *
   * @throws IllegalArgumentException if there is no such operator or formulation
   */
  Lowerings forcing(String operator, String formulation) {
    Map<String, List<String>> choices = choices();
    if (!choices.containsKey(operator)) {
      throw new IllegalArgumentException(
          "there are several formulations of " + choices.keySet() + ", not of " + operator);
    }
    if (!choices.get(operator).contains(formulation)) {
      throw new IllegalArgumentException(
          operator + " has the formulations " + choices.get(operator) + ", no " + formulation);
    }
    Map<String, String> more = new HashMap<>(forced);
    more.put(operator, formulation);
    return new Lowerings(more);
  }

  /** Fills the entry of an operator that is said in one way alone. */
  <O extends Op> void put(Class<O> type, Lowering<O> lowering) {
    put(type, new Formulation<>("only", at -> true, at -> 0, lowering));
  }

  /** Fills the entry of an operator; of its formulations, one must fit any application. */
  @SafeVarargs
  final <O extends Op> void put(Class<O> type, Formulation<O>... formulations) {
    List<Formulation<?>> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Formulation<O> formulation : formulations) {
      all.add(formulation);
      names.add(formulation.name());
    }
    if (names.size() < all.size() || table.put(type, all) != null) {
      throw new IllegalStateException("two lowerings of one name, or two entries, of " + type);
    }
  }

  /** Returns the operators that have an entry. */
  Set<Class<?>> operators() {
    return Set.copyOf(table.keySet());
  }

  /** Returns an operator's formulations. */
  @SuppressWarnings("unchecked") // put() pairs each class with formulations of that class
  <O extends Op> List<Formulation<O>> formulations(Class<O> operator) {
    return (List<Formulation<O>>) (List<?>) table.get(operator);
  }

  /** Returns the names of the formulations of each operator that has several. */
  Map<String, List<String>> choices() {
    return table.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().getSimpleName(),
                entry -> entry.getValue().stream().<String>map(Formulation::name).toList(),
                (a, b) -> a,
                TreeMap::new));
  }

  /** Writes the nodes of an operator through the formulation that is best for it. */
  Value lower(Emitter on, Op op, List<Value> in, TensorType type) {
    List<TensorType> operands = in.stream().map(Value::type).toList();
    return choice(new Application<>(op, operands, type, on.target()))
        .lowering()
        .lower(on, op, in, type);
  }

  /** Returns the name of the formulation to be written of a tensor, if there are several. */
  Optional<String> choice(Tensor tensor, Target target) {
    Op op = tensor.op();
    List<Formulation<?>> all = table.getOrDefault(op.getClass(), List.of());
    if (all.size() < 2) {
      return Optional.empty();
    }
    List<TensorType> operands = tensor.inputs().stream().map(Tensor::type).toList();
    return Optional.of(choice(new Application<>(op, operands, tensor.type(), target)).name());
  }

  @SuppressWarnings("unchecked") // an operator's class is the class of its formulations
  private Formulation<Op> choice(Application<Op> at) {
    return choice((Class<Op>) at.op().getClass(), at);
  }

  /** Returns the formulation to be written of an application. */
  <O extends Op> Formulation<O> choice(Class<O> operator, Application<O> at) {
    Formulation<O> best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Formulation<O> candidate : formulations(operator)) {
      if (candidate.fits().test(at)) {
        double cost = cost(operator, candidate, at);
        if (best == null || cost < least) {
          best = candidate;
          least = cost;
        }
      }
    }
    if (best == null) {
      throw new IllegalStateException("no formulation fits " + at);
    }
    return best;
  }

  private <O extends Op> double cost(
      Class<O> operator, Formulation<O> candidate, Application<O> at) {
    boolean preferred = candidate.name().equals(forced.get(operator.getSimpleName()));
    return preferred ? Double.NEGATIVE_INFINITY : candidate.cost().applyAsDouble(at);
  }
}
