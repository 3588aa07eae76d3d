package dev.tenon.examples;

import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.experiment.Node;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.initializers.HeNormal;
import dev.tenon.plugins.layers.Activation;
import dev.tenon.plugins.layers.Add;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.GlobalAveragePooling2D;
import dev.tenon.plugins.layers.Padding;
import dev.tenon.spi.Layer;

/**
 * Residual networks for small images, as He, Zhang, Ren and Sun describe them for CIFAR-10 in
 * <i>Deep Residual Learning for Image Recognition</i>, 2015, section 4.2: three stages, each but
 * the first of half the size and twice the filters of the one before.
 *
 * <p>Where a stage begins, the shortcut is a convolution of kernel 1 (the paper's option B) and not
 * a padding with zeros.
 */
public final class ResidualCnn {
  private static final int STAGES = 3;

  private ResidualCnn() {}

  /**
   * Returns a network of {@code 6 * blocks + 2} layers with parameters on its longest path.
   *
   * @param input the images that it takes
   * @param filters the filters of the first stage; 16 in the paper
   * @param blocks the residual blocks of a stage; 3 or more in the paper
   * @param classes the classes that it tells apart
   * @return the model
   */
  public static Model of(Input input, int filters, int blocks, int classes) {
    Node x = stem(input, filters);
    for (int stage = 0; stage < STAGES; stage++) {
      for (int block = 0; block < blocks; block++) {
        boolean halves = stage > 0 && block == 0;
        x = block(x, filters << stage, halves ? 2 : 1, halves);
      }
    }
    return Model.of(x.then(new GlobalAveragePooling2D(), new Dense(classes, new Softmax())));
  }

  /** A first convolution. */
  static Node stem(Input input, int filters) {
    return Node.input(input).then(conv(filters, 3, 1), new BatchNormalization(), relu());
  }

  // region block
  /** Two convolutions beside a shortcut, which is projected where it has other channels. */
  static Node block(Node x, int filters, int strides, boolean projected) {
    Node y =
        x.then(
            conv(filters, 3, strides),
            new BatchNormalization(),
            relu(),
            conv(filters, 3, 1),
            new BatchNormalization());
    Node shortcut = projected ? x.then(conv(filters, 1, strides), new BatchNormalization()) : x;
    return Node.of(new Add(), y, shortcut).then(relu());
  }

  // endregion

  private static Layer conv(int filters, int kernel, int strides) {
    return new Conv2D(filters, kernel)
        .withStrides(strides)
        .withPadding(Padding.SAME)
        .withBias(false)
        .withKernelInitializer(new HeNormal());
  }

  private static Layer relu() {
    return new Activation(new Relu());
  }
}
