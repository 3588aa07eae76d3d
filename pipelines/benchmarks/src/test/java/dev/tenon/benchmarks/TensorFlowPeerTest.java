package dev.tenon.benchmarks;

import org.junit.jupiter.api.Test;

class TensorFlowPeerTest {
  @Test
  void every_kind_of_layer_trains_as_in_tenon() {
    SmallModel.requireSameLossesAsTenon(new TensorFlowPeer());
  }

  @Test
  void every_kind_of_layer_predicts_as_in_tenon() {
    SmallModel.requireSamePredictionsAsTenon(new TensorFlowPeer());
  }
}
