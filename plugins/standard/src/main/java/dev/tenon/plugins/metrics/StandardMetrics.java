package dev.tenon.plugins.metrics;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;

/** Contributes the metrics that ship with Tenon. */
public final class StandardMetrics implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add(Accuracy.class);
    to.add(TopKCategoricalAccuracy.class);
    to.add(BinaryAccuracy.class);
    to.add(Precision.class);
    to.add(Recall.class);
    to.add(F1Score.class);
    to.add(FBetaScore.class);
    to.add(RocAuc.class);
    to.add(PrAuc.class);
    to.add(LogLoss.class);
    to.add(BrierScoreLoss.class);
    to.add(ExpectedCalibrationError.class);
    to.add(MatthewsCorrelation.class);
    to.add(CohenKappa.class);
    to.add(MeanIoU.class);
    to.add(MeanSquaredError.class);
    to.add(MeanAbsoluteError.class);
    to.add(RootMeanSquaredError.class);
    to.add(R2Score.class);
  }
}
