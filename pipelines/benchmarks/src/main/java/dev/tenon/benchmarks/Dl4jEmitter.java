package dev.tenon.benchmarks;

import dev.tenon.graph.NDArray;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Padding;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;

/**
 * Layers as Deeplearning4j has them: channels first, vertices of a graph that go by their names.
 */
final class Dl4jEmitter implements Emitter<String> {
  private final GraphBuilder graph;
  private final Map<String, NDArray> weights;
  private int vertices;

  Dl4jEmitter(GraphBuilder graph, Map<String, NDArray> weights) {
    this.graph = graph;
    this.weights = weights;
  }

  private String layer(String name, String x, Layer layer) {
    graph.addLayer(name, layer, x);
    return name;
  }

  private String unnamed() {
    return "vertex_" + ++vertices;
  }

  @Override
  public String convolve(String name, String x, Conv2D layer) {
    ConvolutionMode mode =
        layer.padding().equals(Padding.SAME) ? ConvolutionMode.Same : ConvolutionMode.Truncate;
    ConvolutionLayer convolution =
        new ConvolutionLayer.Builder(layer.kernel().height(), layer.kernel().width())
            .nOut(layer.filters())
            .stride(layer.strides().height(), layer.strides().width())
            .convolutionMode(mode)
            .hasBias(layer.bias())
            .activation(Activation.IDENTITY)
            .build();
    return layer(name, x, convolution);
  }

  @Override
  public String relu(String x) {
    return layer(unnamed(), x, new ActivationLayer(Activation.RELU));
  }

  @Override
  public String maxPool(String x) {
    SubsamplingLayer pooling =
        new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build();
    return layer(unnamed(), x, pooling);
  }

  @Override
  public String averagePool(String x) {
    return layer(unnamed(), x, new GlobalPoolingLayer(PoolingType.AVG));
  }

  @Override
  public String normalize(String name, String x, BatchNormalization layer) {
    return layer(
        name,
        x,
        new org.deeplearning4j.nn.conf.layers.BatchNormalization.Builder()
            .decay(layer.momentum())
            .eps(layer.epsilon())
            .useLogStd(false)
            .build());
  }

  /** Returns what came: Deeplearning4j flattens by itself, where a dense layer follows. */
  @Override
  public String flatten(String x) {
    return x;
  }

  @Override
  public String dense(String name, String x) {
    DenseLayer dense =
        new DenseLayer.Builder()
            .nOut(Emitter.dims(weights.get(name + "/kernel"))[1])
            .activation(Activation.IDENTITY)
            .build();
    return layer(name, x, dense);
  }

  /** Deeplearning4j counts what is kept. */
  @Override
  public String dropout(String x, double rate) {
    return layer(unnamed(), x, new DropoutLayer.Builder(1 - rate).build());
  }

  @Override
  public String add(String x, String y) {
    String name = unnamed();
    graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), x, y);
    return name;
  }
}
