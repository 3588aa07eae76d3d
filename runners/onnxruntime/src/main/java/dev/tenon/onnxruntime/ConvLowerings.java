package dev.tenon.onnxruntime;

import dev.tenon.graph.Conv;
import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import java.util.List;

/** The formulations of convolution and of its gradients. */
final class ConvLowerings {
  private ConvLowerings() {}

  static void addTo(Lowerings table) {
    table.put(
        Conv.class,
        new Formulation<>(
            "direct",
            at -> true,
            Costs::convDirect,
            (on, op, in, type) -> on.conv(op.window(), op.groups(), flatBias(on, in))),
        winograd(6),
        winograd(7),
        winograd(8));
    table.put(
        ConvInputGrad.class,
        new Formulation<>(
            "flipped",
            at -> true,
            Costs::inputGradFlipped,
            (on, op, in, type) -> inputGrad(on, op, in, type, ConvInputGradients::byFlippedFilter)),
        new Formulation<>(
            "transposed",
            at -> at.target().device() == Device.CPU,
            Costs::inputGradTransposed,
            (on, op, in, type) -> inputGrad(on, op, in, type, Emitter::convTranspose)),
        winogradInputGrad(6),
        winogradInputGrad(7),
        winogradInputGrad(8));
    table.put(
        ConvFilterGrad.class,
        new Formulation<>(
            "conv",
            ConvFilterGradients::isConv,
            Costs::filterGradConv,
            (on, op, in, type) ->
                ConvFilterGradients.byConv(on, op, in.get(0), in.get(2), in.get(1).shape())),
        new Formulation<>(
            "columns",
            at -> true,
            Costs::filterGradColumns,
            (on, op, in, type) ->
                ConvFilterGradients.byColumns(on, op, in.get(0), in.get(2), in.get(1).shape())),
        new Formulation<>(
            "slices",
            at -> true,
            Costs::filterGradSlices,
            (on, op, in, type) ->
                ConvFilterGradients.bySlices(on, op, in.get(0), in.get(2), in.get(1).shape())),
        new Formulation<>(
            "lines",
            at -> at.op().groups() > 1,
            Costs::filterGradLines,
            (on, op, in, type) ->
                LinesFilterGradient.of(on, op, in.get(0), in.get(2), in.get(1).shape())),
        winogradFilterGrad(6),
        winogradFilterGrad(7),
        winogradFilterGrad(8));
  }

  private static Value inputGrad(
      Emitter on,
      ConvInputGrad op,
      List<Value> in,
      TensorType type,
      ConvInputGradients.Transposed by) {
    return by.write(on, op.window(), op.groups(), in.get(1), in.get(0), type.shape());
  }

  /** The operands, of which ONNX takes the third, a bias, only as a vector. */
  private static Value[] flatBias(Emitter on, List<Value> in) {
    Value[] operands = in.toArray(Value[]::new);
    if (operands.length == 3) {
      operands[2] = on.reshape(operands[2], Shape.of(operands[2].shape().size()));
    }
    return operands;
  }

  private static Formulation<Conv> winograd(int points) {
    return new Formulation<>(
        "winograd-" + points,
        at -> Winograd.fits(points, at, at.op().window(), at.op().groups()),
        at -> Costs.winograd(points, at.op().window(), at.shape(0), at.type().shape()),
        (on, op, in, type) -> {
          Value x = in.get(0);
          Winograd winograd = Winograd.of(on, points, op.window(), x.shape(), type.shape());
          Value y = winograd.forward(x, in.get(1));
          return in.size() < 3
              ? y
              : on.add(y, on.reshape(in.get(2), Shape.of(1, type.shape().dim(1), 1, 1)));
        });
  }

  private static Formulation<ConvInputGrad> winogradInputGrad(int points) {
    return new Formulation<>(
        "winograd-" + points,
        at -> Winograd.fits(points, at, at.op().window(), at.op().groups()),
        at -> Costs.winograd(points, at.op().window(), at.type().shape(), at.shape(1)),
        (on, op, in, type) -> {
          Value d = in.get(1);
          return Winograd.of(on, points, op.window(), type.shape(), d.shape())
              .inputGradient(in.get(0), d);
        });
  }

  private static Formulation<ConvFilterGrad> winogradFilterGrad(int points) {
    return new Formulation<>(
        "winograd-" + points,
        at -> Winograd.fits(points, at, at.op().window(), at.op().groups()),
        at -> Costs.winogradFilterGrad(points, at.op().window(), at.shape(0), at.shape(2)),
        (on, op, in, type) -> {
          Value x = in.get(0);
          Value d = in.get(2);
          return Winograd.of(on, points, op.window(), x.shape(), d.shape())
              .filterGradient(x, d, type.shape());
        });
  }
}
