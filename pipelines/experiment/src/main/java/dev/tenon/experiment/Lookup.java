package dev.tenon.experiment;

import dev.tenon.spi.Layer;
import dev.tenon.spi.Merge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks up whose outputs and parameters the layers of a list use, and reports what is amiss. */
final class Lookup {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  private final List<Placement> layers;
  private final String path;
  private final Problems problems;
  private final List<String> names;
  private final List<Wiring.Call> calls = new ArrayList<>();
  private final Map<String, Integer> uses = new HashMap<>();

  Lookup(List<Placement> layers, String path, Problems problems) {
    this.layers = layers;
    this.path = path;
    this.problems = problems;
    this.names = Names.of(layers);
  }

  Wiring wiring() {
    for (int i = 0; i < layers.size(); i++) {
      checkName(i);
      calls.add(call(i));
    }
    if (problems.isEmpty()) {
      checkUsed();
    }
    return new Wiring(calls);
  }

  private String place(int index) {
    return path + "[" + index + "]";
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
    if (name.equals(Placement.INPUT)) {
      problems.add(
          place, "cannot be named input, as what the model takes is; give it another name");
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
    int first = earlier(index, shared, place(index) + ".shares");
    if (first == 0) {
      problems.add(place(index) + ".shares", "must name a layer; the model's input is none");
    }
    if (first < 1) {
      return shared;
    }
    Layer own = layers.get(index).layer();
    Layer other = layers.get(first - 1).layer();
    if (!own.equals(other)) {
      problems.add(
          place(index),
          "cannot share the parameters of '"
              + shared
              + "', which is another layer: "
              + difference(own, other)
              + "; make them equal");
    }
    return calls.get(first - 1).owner();
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
    if (sources.size() > 1 && !(layer.layer() instanceof Merge)) {
      problems.add(
          place(index) + " (" + names.get(index) + ")",
          "takes one input, got "
              + sources.size()
              + " ("
              + String.join(", ", layer.inputs())
              + "); join them first, by a layer such as Add or Concatenate");
    }
    return sources.isEmpty() ? List.of(index) : sources;
  }

  /** Returns the index of an earlier layer, from 1, or 0 for the input; -1, and a problem, else. */
  private int earlier(int index, String name, String place) {
    int found = name.equals(Placement.INPUT) ? 0 : names.indexOf(name) + 1;
    if (found > index) {
      problems.add(
          place,
          "'"
              + name
              + "' is "
              + (found == index + 1 ? "the layer itself" : place(found - 1) + ", which comes later")
              + "; a layer can use only what stands before it in the list");
    } else if (found == 0 && !name.equals(Placement.INPUT)) {
      List<String> known =
          Stream.concat(Stream.of(Placement.INPUT), names.subList(0, index).stream()).toList();
      problems.add(
          place,
          "there is no layer '"
              + name
              + "' before this one"
              + Nearest.hint(name, known, "there are " + String.join(", ", known)));
    } else {
      return found;
    }
    return -1;
  }

  private void checkUsed() {
    var used = calls.stream().flatMap(call -> call.sources().stream()).collect(Collectors.toSet());
    IntStream.range(1, calls.size())
        .filter(source -> !used.contains(source))
        .forEach(
            source ->
                problems.add(
                    place(source - 1) + " (" + names.get(source - 1) + ")",
                    "nothing takes its output; name it among the inputs of a later layer, or remove "
                        + "it"));
  }
}
