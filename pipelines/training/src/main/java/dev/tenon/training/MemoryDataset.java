package dev.tenon.training;

import dev.tenon.spi.Example;
import dev.tenon.spi.Feature;
import dev.tenon.spi.Image;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Examples in memory.
 *
 * @param labels the names of the classes
 * @param examples the records, in the order of their ids
 */
record MemoryDataset(List<String> labels, List<Example> examples) implements Dataset {
  MemoryDataset {
    labels = List.copyOf(labels);
    examples = examples.stream().sorted(Comparator.comparing(Example::id)).toList();
    for (int i = 1; i < examples.size(); i++) {
      if (examples.get(i).id().equals(examples.get(i - 1).id())) {
        throw new IllegalArgumentException("two records have the id " + examples.get(i).id());
      }
    }
  }

  @Override
  public int size() {
    return examples.size();
  }

  @Override
  public String id(int index) {
    return examples.get(index).id();
  }

  @Override
  public int label(int index) {
    return examples.get(index).label();
  }

  @Override
  public double weight(int index) {
    return examples.get(index).weight();
  }

  @Override
  public Map<String, Integer> targets(int index) {
    return examples.get(index).targets();
  }

  @Override
  public Map<String, Feature> features(int index) {
    return examples.get(index).features();
  }

  @Override
  public Image image(int index) {
    return examples.get(index).image();
  }
}
