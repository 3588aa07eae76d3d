package dev.tenon.plugins;

import dev.tenon.plugins.activations.Linear;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Sigmoid;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.activations.Tanh;
import dev.tenon.plugins.augmentations.RandomBrightness;
import dev.tenon.plugins.augmentations.RandomContrast;
import dev.tenon.plugins.augmentations.RandomCrop;
import dev.tenon.plugins.augmentations.RandomFlip;
import dev.tenon.plugins.augmentations.RandomRotation;
import dev.tenon.plugins.augmentations.RandomShift;
import dev.tenon.plugins.augmentations.RandomZoom;
import dev.tenon.plugins.initializers.GlorotNormal;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.HeNormal;
import dev.tenon.plugins.initializers.HeUniform;
import dev.tenon.plugins.initializers.Ones;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.plugins.layers.Activation;
import dev.tenon.plugins.layers.Add;
import dev.tenon.plugins.layers.Average;
import dev.tenon.plugins.layers.AveragePooling2D;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Concatenate;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.layers.GlobalAveragePooling2D;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.plugins.layers.Maximum;
import dev.tenon.plugins.layers.Minimum;
import dev.tenon.plugins.layers.Multiply;
import dev.tenon.plugins.layers.Subtract;
import dev.tenon.plugins.listeners.BestCheckpoint;
import dev.tenon.plugins.listeners.CsvHistory;
import dev.tenon.plugins.listeners.EarlyStopping;
import dev.tenon.plugins.listeners.ProgressBar;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.plugins.metrics.BinaryAccuracy;
import dev.tenon.plugins.metrics.BrierScoreLoss;
import dev.tenon.plugins.metrics.CohenKappa;
import dev.tenon.plugins.metrics.ExpectedCalibrationError;
import dev.tenon.plugins.metrics.F1Score;
import dev.tenon.plugins.metrics.FBetaScore;
import dev.tenon.plugins.metrics.LogLoss;
import dev.tenon.plugins.metrics.MatthewsCorrelation;
import dev.tenon.plugins.metrics.MeanAbsoluteError;
import dev.tenon.plugins.metrics.MeanIoU;
import dev.tenon.plugins.metrics.MeanSquaredError;
import dev.tenon.plugins.metrics.PrAuc;
import dev.tenon.plugins.metrics.Precision;
import dev.tenon.plugins.metrics.R2Score;
import dev.tenon.plugins.metrics.Recall;
import dev.tenon.plugins.metrics.RocAuc;
import dev.tenon.plugins.metrics.RootMeanSquaredError;
import dev.tenon.plugins.metrics.TopKCategoricalAccuracy;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.optimizers.Sgd;
import dev.tenon.plugins.schedules.CosineDecay;
import dev.tenon.plugins.schedules.CosineDecayRestarts;
import dev.tenon.plugins.schedules.CyclicLearningRate;
import dev.tenon.plugins.schedules.ExponentialDecay;
import dev.tenon.plugins.schedules.FunctionSchedule;
import dev.tenon.plugins.schedules.InverseTimeDecay;
import dev.tenon.plugins.schedules.LinearDecay;
import dev.tenon.plugins.schedules.OneCycle;
import dev.tenon.plugins.schedules.PiecewiseConstantDecay;
import dev.tenon.plugins.schedules.PolynomialDecay;
import dev.tenon.plugins.schedules.ReduceOnPlateau;
import dev.tenon.plugins.schedules.StepDecay;
import dev.tenon.plugins.schedules.Warmup;
import dev.tenon.plugins.sources.FashionMnist;
import dev.tenon.plugins.sources.Idx;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;

/** Contributes what ships with Tenon, the same way as any plug-in does. */
@PluginInfo(name = "standard", api = PluginInfo.API)
public final class StandardPlugin implements Plugin {
  @Override
  public void contribute(Contributions to) {
    to.add(Conv2D.class);
    to.add(MaxPooling2D.class);
    to.add(AveragePooling2D.class);
    to.add(GlobalAveragePooling2D.class);
    to.add(BatchNormalization.class);
    to.add(Flatten.class);
    to.add(Dense.class);
    to.add(Dropout.class);
    to.add(Activation.class);
    to.add(Add.class);
    to.add(Subtract.class);
    to.add(Multiply.class);
    to.add(Average.class);
    to.add(Maximum.class);
    to.add(Minimum.class);
    to.add(Concatenate.class);

    to.add(Relu.class);
    to.add(Sigmoid.class);
    to.add(Tanh.class);
    to.add(Softmax.class);
    to.add(Linear.class);

    to.add(GlorotUniform.class);
    to.add(GlorotNormal.class);
    to.add(HeUniform.class);
    to.add(HeNormal.class);
    to.add(Zeros.class);
    to.add(Ones.class);
    to.add(dev.tenon.plugins.initializers.Constant.class);

    to.add(CategoricalCrossEntropy.class);

    to.add(Sgd.class);
    to.add(Adam.class);

    to.add(dev.tenon.plugins.schedules.Constant.class);
    to.add(LinearDecay.class);
    to.add(ExponentialDecay.class);
    to.add(StepDecay.class);
    to.add(PiecewiseConstantDecay.class);
    to.add(InverseTimeDecay.class);
    to.add(PolynomialDecay.class);
    to.add(CosineDecay.class);
    to.add(CosineDecayRestarts.class);
    to.add(Warmup.class);
    to.add(OneCycle.class);
    to.add(CyclicLearningRate.class);
    to.add(ReduceOnPlateau.class);
    to.add(FunctionSchedule.class);

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

    to.add(CsvHistory.class);
    to.add(ProgressBar.class);
    to.add(BestCheckpoint.class);
    to.add(EarlyStopping.class);

    to.add(RandomFlip.class);
    to.add(RandomRotation.class);
    to.add(RandomShift.class);
    to.add(RandomZoom.class);
    to.add(RandomCrop.class);
    to.add(RandomBrightness.class);
    to.add(RandomContrast.class);

    to.add(Idx.class);
    to.add(FashionMnist.class);
  }
}
