package dev.tenon.experiment;

import dev.tenon.spi.Layer;
import dev.tenon.spi.Loss;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Source;

/**
 * An experiment that still lacks parts: {@link Experiment#named} leads from one to the next, and
 * each takes the part that it names.
 */
public final class Outline {
  private Outline() {}

  /** An experiment that has a name and needs data. */
  @FunctionalInterface
  public interface NeedsData {
    /**
     * Gives the data.
     *
     * @param data what it learns from and is judged by
     * @return the experiment, which needs a model
     */
    NeedsModel withData(Data data);

    /**
     * Gives the data.
     *
     * @param training what the model learns from
     * @param test what the finished model is judged by
     * @return the experiment, which needs a model
     */
    default NeedsModel withData(Source training, Source test) {
      return withData(new Data(training, test));
    }
  }

  /** An experiment that has data and needs a model. */
  @FunctionalInterface
  public interface NeedsModel {
    /**
     * Gives the model.
     *
     * @param model the network
     * @return the experiment, which needs a loss
     */
    NeedsLoss withModel(Model model);

    /**
     * Gives the model.
     *
     * @param input the images that it takes
     * @param layers its layers, in order
     * @return the experiment, which needs a loss
     */
    default NeedsLoss withModel(Input input, Layer... layers) {
      return withModel(new Model(input, layers));
    }
  }

  /** An experiment that has a model and needs a loss. */
  @FunctionalInterface
  public interface NeedsLoss {
    /**
     * Gives the loss.
     *
     * @param loss what training minimises
     * @return the experiment, which needs an optimizer
     */
    NeedsOptimizer withLoss(Loss loss);
  }

  /** An experiment that has a loss and needs an optimizer. */
  @FunctionalInterface
  public interface NeedsOptimizer {
    /**
     * Gives the optimizer.
     *
     * @param optimizer how parameters follow gradients
     * @return the experiment
     */
    Experiment withOptimizer(Optimizer optimizer);
  }
}
