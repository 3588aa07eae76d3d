package dev.tenon.experiment;

import dev.tenon.spi.Layer;
import dev.tenon.spi.Merge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks up whose outputs and parameters the layers of a list use, and reports what is amiss. */
final class Lookup {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  private final List<Placement> layers;
  private final List<String> inputs;
  private final List<String> outputs;
  private final String path;
  private final Problems problems;
  private final List<String> names;
  private final List<Wiring.Call> calls = new ArrayList<>();
  private final Map<String, Integer> uses = new HashMap<>();

  /**
   * Prepares.
   *
   * @param whole the layers, what they take and what of theirs is given
   * @param path the path of the whole, empty or with a dot at its end
   * @param problems takes what is wrong; empty before, and if it is not empty afterwards, the
   *     result must not be used
   */
  Lookup(Joints whole, String path, Problems problems) {
    this.layers = whole.layers();
    this.inputs = whole.inputs();
    this.outputs = whole.outputs();
    this.path = path;
    this.problems = problems;
    this.names = Names.of(layers);
  }

  Wiring wiring() {
    for (int i = 0; i < layers.size(); i++) {
      checkName(i);
      calls.add(call(i));
    }
    List<Integer> ends = ends();
    if (problems.isEmpty()) {
      checkUsed(ends);
    }
    return new Wiring(inputs, calls, ends);
  }

  private String place(int index) {
    return path + "layers[" + index + "]";
  }

  /** What the whole gives: the outputs of the layers that it names, or that of the last one. */
  private List<Integer> ends() {
    if (outputs.isEmpty()) {
      return List.of(inputs.size() + layers.size() - 1);
    }
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      String output = outputs.get(i);
      String place = path + "outputs[" + i + "]";
      ends.add(inputs.size() + names.indexOf(output));
      if (!names.contains(output)) {
        problems.add(
            place,
            "there is no layer '"
                + output
                + "'"
                + Nearest.hint(output, names, "there are " + String.join(", ", names)));
      } else if (outputs.indexOf(output) < i) {
        problems.add(place, "'" + output + "' is an output already; name each layer once");
      }
    }
    return ends;
  }

  private void checkName(int index) {
    String name = names.get(index);
    String place = place(index);
    if (layers.get(index).name().isPresent() && !NAME.matcher(name).matches()) {
      problems.add(
          place + ".name",
          "must be letters, digits, dashes, underscores and dots, and begin with none of dash and "
              + "dot, got '"
              + name
              + "'");
    }
    if (inputs.contains(name)) {
      problems.add(
          place, "cannot be named " + name + ", as what the model takes is; give it another name");
    } else if (names.indexOf(name) < index) {
      problems.add(
          place,
          "is named '"
              + name
              + "', as "
              + place(names.indexOf(name))
              + " is; give one of them another name");
    }
  }

  private Wiring.Call call(int index) {
    Placement layer = layers.get(index);
    String name = names.get(index);
    String owner = layer.shares().map(shared -> owner(index, shared)).orElse(name);
    return new Wiring.Call(
        index, layer.layer(), name, owner, uses.merge(owner, 1, Integer::sum) - 1, sources(index));
  }

  private String owner(int index, String shared) {
    int first = earlier(index, shared, place(index) + ".shares") - inputs.size();
    if (inputs.contains(shared)) {
      problems.add(place(index) + ".shares", "must name a layer; the model's input is none");
    }
    if (first < 0) {
      return shared;
    }
    Layer own = layers.get(index).layer();
    Layer other = layers.get(first).layer();
    if (!own.equals(other)) {
      problems.add(
          place(index),
          "cannot share the parameters of '"
              + shared
              + "', which is another layer: "
              + difference(own, other)
              + "; make them equal");
    }
    return calls.get(first).owner();
  }

  /** Names what differs and not the values: those of a block would fill a page. */
  private static String difference(Layer own, Layer other) {
    if (own.getClass() != other.getClass() || !own.getClass().isRecord()) {
      String types = "one is a %s, the other a %s";
      return types.formatted(own.getClass().getSimpleName(), other.getClass().getSimpleName());
    }
    Schema schema = Schema.of(own.getClass());
    return IntStream.range(0, schema.names().size())
        .filter(i -> !Objects.equals(schema.value(own, i), schema.value(other, i)))
        .mapToObj(schema.names()::get)
        .collect(Collectors.joining(", ", "they differ in ", ""));
  }

  private List<Integer> sources(int index) {
    Placement layer = layers.get(index);
    List<Integer> sources = new ArrayList<>();
    for (int i = 0; i < layer.inputs().size(); i++) {
      String place = place(index) + ".inputs[" + i + "]";
      sources.add(earlier(index, layer.inputs().get(i), place));
    }
    if (sources.isEmpty()) {
      sources.add(index == 0 ? 0 : inputs.size() + index - 1);
    }
    checkCount(index, sources.size());
    return sources;
  }

  private void checkCount(int index, int given) {
    Layer layer = layers.get(index).layer();
    int wanted = layer instanceof Block block ? block.takes().size() : 1;
    boolean any = layer instanceof Merge && !(layer instanceof Block);
    if (!any && given != wanted) {
      problems.add(
          place(index) + " (" + names.get(index) + ")",
          "takes "
              + (wanted == 1 ? "one input" : wanted + " inputs")
              + ", got "
              + given
              + layers.get(index).inputs().stream().collect(listed())
              + (wanted == 1
                  ? "; join them first, by a layer such as Add or Concatenate"
                  : "; name the layers whose outputs it takes, in order"));
    }
  }

  private static Collector<CharSequence, ?, String> listed() {
    return Collectors.collectingAndThen(
        Collectors.joining(", "), all -> all.isEmpty() ? "" : " (" + all + ")");
  }

  /** Returns the source that an input or an earlier layer is; -1, and a problem, else. */
  private int earlier(int index, String name, String place) {
    if (inputs.contains(name)) {
      return inputs.indexOf(name);
    }
    int found = names.indexOf(name);
    if (found >= index) {
      problems.add(
          place,
          "'"
              + name
              + "' is "
              + (found == index ? "the layer itself" : place(found) + ", which comes later")
              + "; a layer can use only what stands before it in the list");
    } else if (found < 0) {
      List<String> known =
          Stream.concat(inputs.stream(), names.subList(0, index).stream()).toList();
      problems.add(
          place,
          "there is no layer '"
              + name
              + "' before this one"
              + Nearest.hint(name, known, "there are " + String.join(", ", known)));
    } else {
      return inputs.size() + found;
    }
    return -1;
  }

  private void checkUsed(List<Integer> ends) {
    Set<Integer> used = new HashSet<>(ends);
    calls.forEach(call -> used.addAll(call.sources()));
    for (int i = 0; i < inputs.size(); i++) {
      if (!used.contains(i)) {
        problems.add(
            placeOfInput(i), "no layer takes it; name it among the inputs of one, or remove it");
      }
    }
    for (int i = 0; i < calls.size(); i++) {
      if (!used.contains(inputs.size() + i)) {
        problems.add(
            place(i) + " (" + names.get(i) + ")",
            "nothing takes its output; name it among the inputs of a later layer, or remove it");
      }
    }
  }

  /** A block lists what it takes, a model what it takes besides its image. */
  private String placeOfInput(int index) {
    String list = path.isEmpty() ? "takes[" + index + "]" : "features[" + (index - 1) + "]";
    return index == 0 && !path.isEmpty()
        ? path + "input"
        : path + list + " (" + inputs.get(index) + ")";
  }
}
