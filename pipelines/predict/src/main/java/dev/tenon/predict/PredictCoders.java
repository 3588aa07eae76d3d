package dev.tenon.predict;

import dev.tenon.spi.Image;
import java.util.List;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Tells Beam, which finds it by ServiceLoader, of the coders of images, predictions and rejections.
 */
public final class PredictCoders implements CoderProviderRegistrar {
  /** Makes the registrar. */
  public PredictCoders() {}

  @Override
  public List<CoderProvider> getCoderProviders() {
    return List.of(
        CoderProviders.forCoder(TypeDescriptor.of(Image.class), ImageCoder.of()),
        CoderProviders.fromStaticMethods(Prediction.class, PredictionCoder.class),
        CoderProviders.fromStaticMethods(Rejection.class, RejectionCoder.class));
  }
}
