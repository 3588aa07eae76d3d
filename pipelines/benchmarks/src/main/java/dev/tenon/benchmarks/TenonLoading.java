package dev.tenon.benchmarks;

import dev.tenon.experiment.Input;
import dev.tenon.training.Augmenter;
import dev.tenon.training.Dataset;
import dev.tenon.training.Loader;
import java.util.stream.IntStream;

/** Tenon's loader with the tutorial's augmentations. */
final class TenonLoading implements Runnable {
  private final Augmenter augmenter = new Augmenter(Loading.TUTORIAL, 1);
  private final Dataset data;
  private final Loader loader;
  private final int[] order;
  private int epoch;

  TenonLoading(Scenes scenes, int threads) {
    data = scenes.dataset();
    Input input = new Input(Scenes.SIDE, Scenes.SIDE, Scenes.CHANNELS);
    loader = new Loader(input, Scenes.BATCH, threads);
    order = IntStream.range(0, data.size()).toArray();
  }

  @Override
  public void run() {
    int now = ++epoch;
    loader.each(data, order, (id, canvas) -> augmenter.apply(id, now, canvas), batch -> {});
  }
}
