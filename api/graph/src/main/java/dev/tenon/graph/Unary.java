package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.apiguardian.api.API;

/** The functions of one element, each with its derivative in terms of its operand or its result. */
@API(status = EXPERIMENTAL)
public enum Unary implements Op {
  /** {@code -x}. */
  NEG("Neg", (t, d) -> d.neg()),
  /** {@code |x|}, with derivative 0 at 0. */
  ABS("Abs", (t, d) -> d.mul(operand(t).sign())),
  /** {@code e^x}. */
  EXP("Exp", (t, d) -> d.mul(t)),
  /** The natural logarithm. */
  LOG("Log", (t, d) -> d.div(operand(t))),
  /** The square root. */
  SQRT("Sqrt", (t, d) -> d.mul(0.5).div(t)),
  /** {@code 1 / x}. */
  RECIPROCAL("Reciprocal", (t, d) -> d.mul(t.square()).neg()),
  /** -1, 0 or 1, with derivative 0. */
  SIGN("Sign", (t, d) -> null),
  /** {@code max(x, 0)}, with derivative 0 at 0. */
  RELU("Relu", (t, d) -> Tensor.of(new ReluGrad(), d, t)),
  /** {@code 1 / (1 + e^-x)}. */
  SIGMOID("Sigmoid", (t, d) -> d.mul(t.sub(t.square()))),
  /** The hyperbolic tangent. */
  TANH("Tanh", (t, d) -> d.sub(d.mul(t.square()))),
  /** The Gauss error function. */
  ERF("Erf", (t, d) -> d.mul(operand(t).square().neg().exp().mul(2 / Math.sqrt(Math.PI)))),
  /** {@code log(1 + e^x)}. */
  SOFTPLUS("Softplus", (t, d) -> d.mul(operand(t).sigmoid()));

  private final String onnxName;
  private final BinaryOperator<Tensor> rule;

  Unary(String onnxName, BinaryOperator<Tensor> rule) {
    this.onnxName = onnxName;
    this.rule = rule;
  }

  private static Tensor operand(Tensor output) {
    return output.inputs().get(0);
  }

  @Override
  public String onnxName() {
    return onnxName;
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    TensorType input = Operands.single(this, inputs);
    Operands.floats(this, inputs);
    return input;
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return Arrays.asList(rule.apply(output, upstream));
  }
}
