package dev.tenon.training;

import dev.tenon.spi.Canvas;
import dev.tenon.spi.Feature;
import dev.tenon.spi.Image;
import java.util.List;
import java.util.Map;

/** Some records of a data set, seen as a data set of their own. */
final class Selection implements Dataset {
  private final Dataset whole;
  private final int[] indices;

  Selection(Dataset whole, int[] indices) {
    this.whole = whole;
    this.indices = indices;
  }

  @Override
  public List<String> labels() {
    return whole.labels();
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public String id(int index) {
    return whole.id(indices[index]);
  }

  @Override
  public int label(int index) {
    return whole.label(indices[index]);
  }

  @Override
  public double weight(int index) {
    return whole.weight(indices[index]);
  }

  @Override
  public Map<String, Integer> targets(int index) {
    return whole.targets(indices[index]);
  }

  @Override
  public Map<String, Feature> features(int index) {
    return whole.features(indices[index]);
  }

  @Override
  public Image image(int index) {
    return whole.image(indices[index]);
  }

  @Override
  public void read(int index, Canvas canvas) {
    whole.read(indices[index], canvas);
  }
}
