package dev.tenon.benchmarks;

import org.junit.jupiter.api.Test;

class OnnxRuntimePeerTest {
  @Test
  void every_kind_of_layer_predicts_as_in_tenon() {
    SmallModel.requireSamePredictionsAsTenon(new OnnxRuntimePeer());
  }
}
