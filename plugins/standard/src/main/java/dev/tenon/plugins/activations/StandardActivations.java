package dev.tenon.plugins.activations;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes the activation functions that ship with Tenon. */
public final class StandardActivations implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add(Relu.class);
    to.add(Sigmoid.class);
    to.add(Tanh.class);
    to.add(Softmax.class);
    to.add(Linear.class);
    to.add(Relu6.class);
    to.add(LeakyRelu.class);
    to.add(Elu.class);
    to.add(Selu.class);
    to.add(Gelu.class);
    to.add(Silu.class);
    to.add(Mish.class);
    to.add(HardSigmoid.class);
    to.add(HardSilu.class);
    to.add(Softplus.class);
    to.add(Softsign.class);
    to.add(LogSoftmax.class);
    to.add(Celu.class);
    to.add(HardTanh.class);
    to.add(LogSigmoid.class);
    to.add(Squareplus.class);
    to.add(TanhShrink.class);
    to.add(SoftShrink.class);
    to.add(HardShrink.class);
    to.add(Threshold.class);
    to.add(SparsePlus.class);
    to.add(SparseSigmoid.class);
  }
}
