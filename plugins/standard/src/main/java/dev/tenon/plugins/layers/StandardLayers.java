package dev.tenon.plugins.layers;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes the layers that ship with Tenon. */
public final class StandardLayers implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add(Conv2D.class);
    to.add(Conv1D.class);
    to.add(Conv2DTranspose.class);
    to.add(DepthwiseConv2D.class);
    to.add(SeparableConv2D.class);
    to.add(MaxPooling2D.class);
    to.add(MaxPooling1D.class);
    to.add(AveragePooling2D.class);
    to.add(AveragePooling1D.class);
    to.add(GlobalMaxPooling2D.class);
    to.add(GlobalMaxPooling1D.class);
    to.add(GlobalAveragePooling2D.class);
    to.add(GlobalAveragePooling1D.class);
    to.add(ZeroPadding2D.class);
    to.add(Cropping2D.class);
    to.add(UpSampling2D.class);
    to.add(Reshape.class);
    to.add(Permute.class);
    to.add(BatchNormalization.class);
    to.add(LayerNormalization.class);
    to.add(GroupNormalization.class);
    to.add(RmsNormalization.class);
    to.add(UnitNormalization.class);
    to.add(Normalization.class);
    to.add(Rescaling.class);
    to.add(Flatten.class);
    to.add(Dense.class);
    to.add(Dropout.class);
    to.add(SpatialDropout2D.class);
    to.add(GaussianDropout.class);
    to.add(GaussianNoise.class);
    to.add(StochasticDepth.class);
    to.add(SqueezeExcite.class);
    to.add(Activation.class);
    to.add(PRelu.class);
    to.add(Add.class);
    to.add(Subtract.class);
    to.add(Multiply.class);
    to.add(Average.class);
    to.add(Maximum.class);
    to.add(Minimum.class);
    to.add(Concatenate.class);
    to.add(Embedding.class);
    to.add(SimpleRNN.class);
    to.add(LSTM.class);
    to.add(GRU.class);
    to.add(Bidirectional.class);
    to.add(MultiHeadAttention.class);
  }
}
