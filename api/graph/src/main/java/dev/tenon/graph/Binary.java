package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/** The functions of two broadcast elements, each with its two partial derivatives. */
@API(status = EXPERIMENTAL)
public enum Binary implements Op {
  /** {@code a + b}. */
  ADD("Add", (a, b, y, d) -> d, (a, b, y, d) -> d),
  /** {@code a - b}. */
  SUB("Sub", (a, b, y, d) -> d, (a, b, y, d) -> d.reduceTo(b.shape()).neg()),
  /** {@code a * b}. */
  MUL("Mul", (a, b, y, d) -> d.mul(b), (a, b, y, d) -> d.mul(a)),
  /** {@code a / b}. */
  DIV("Div", (a, b, y, d) -> d.div(b), (a, b, y, d) -> d.mul(y).div(b).neg()),
  /** {@code a^b}; the derivative for b needs a positive a. */
  POW("Pow", (a, b, y, d) -> d.mul(b).mul(a.pow(b.sub(1))), (a, b, y, d) -> d.mul(y).mul(a.log())),
  /** The larger; a tie shares the gradient equally. */
  MAX("Max", (a, b, y, d) -> d.mul(chosen(a, b)), (a, b, y, d) -> d.mul(chosen(b, a))),
  /** The smaller; a tie shares the gradient equally. */
  MIN("Min", (a, b, y, d) -> d.mul(chosen(b, a)), (a, b, y, d) -> d.mul(chosen(a, b)));

  /** A partial derivative times the upstream gradient, in the shape of the result. */
  @FunctionalInterface
  private interface Partial {
    Tensor of(Tensor a, Tensor b, Tensor y, Tensor upstream);
  }

  private final String onnxName;
  private final Partial first;
  private final Partial second;

  Binary(String onnxName, Partial first, Partial second) {
    this.onnxName = onnxName;
    this.first = first;
    this.second = second;
  }

  /** 1 where a exceeds b, a half where they are equal, else 0. */
  private static Tensor chosen(Tensor a, Tensor b) {
    return a.sub(b).sign().add(1).mul(0.5);
  }

  @Override
  public String onnxName() {
    return onnxName;
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    Shape shape = Operands.numbers(this, inputs);
    return new TensorType(inputs.get(0).dataType(), shape);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Tensor a = output.inputs().get(0);
    Tensor b = output.inputs().get(1);
    if (this == MUL && a == b) {
      return Arrays.asList(upstream.mul(2).mul(a), null);
    }
    return Arrays.asList(
        first.of(a, b, output, upstream).reduceTo(a.shape()),
        second.of(a, b, output, upstream).reduceTo(b.shape()));
  }
}
