package dev.tenon.graph;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What can be done to a {@link Tensor} element by element: arithmetic, functions, comparisons,
 * selection. Operands of two shapes are broadcast as in ONNX.
 */
@API(status = STABLE)
public sealed interface Pointwise permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor like(double value) {
    return Tensor.of(new Constant(new TensorType(self().dataType(), Shape.SCALAR), List.of(value)));
  }

  /**
   * Returns {@code this + other}, broadcast.
   *
   * @param other the other term
   * @return the sum
   */
  default Tensor add(Tensor other) {
    return Tensor.of(Binary.ADD, self(), other);
  }

  /**
   * Returns {@code this + value}.
   *
   * @param value the other term
   * @return the sum
   */
  default Tensor add(double value) {
    return add(like(value));
  }

  /**
   * Returns {@code this - other}, broadcast.
   *
   * @param other the subtrahend
   * @return the difference
   */
  default Tensor sub(Tensor other) {
    return Tensor.of(Binary.SUB, self(), other);
  }

  /**
   * Returns {@code this - value}.
   *
   * @param value the subtrahend
   * @return the difference
   */
  default Tensor sub(double value) {
    return sub(like(value));
  }

  /**
   * Returns {@code this * other}, broadcast.
   *
   * @param other the other factor
   * @return the product
   */
  default Tensor mul(Tensor other) {
    return Tensor.of(Binary.MUL, self(), other);
  }

  /**
   * Returns {@code this * value}.
   *
   * @param value the other factor
   * @return the product
   */
  default Tensor mul(double value) {
    return mul(like(value));
  }

  /**
   * Returns {@code this / other}, broadcast.
   *
   * @param other the divisor
   * @return the quotient
   */
  default Tensor div(Tensor other) {
    return Tensor.of(Binary.DIV, self(), other);
  }

  /**
   * Returns {@code this / value}.
   *
   * @param value the divisor
   * @return the quotient
   */
  default Tensor div(double value) {
    return div(like(value));
  }

  /**
   * Returns {@code this} to the power of {@code exponent}, broadcast; for a positive base.
   *
   * @param exponent the exponent
   * @return the power
   */
  default Tensor pow(Tensor exponent) {
    return Tensor.of(Binary.POW, self(), exponent);
  }

  /**
   * Returns the larger of two elements, broadcast; where they tie, both share the gradient equally.
   *
   * @param other the other operand
   * @return the maximum
   */
  default Tensor max(Tensor other) {
    return Tensor.of(Binary.MAX, self(), other);
  }

  /**
   * Returns the smaller of two elements, broadcast; where they tie, both share the gradient
   * equally.
   *
   * @param other the other operand
   * @return the minimum
   */
  default Tensor min(Tensor other) {
    return Tensor.of(Binary.MIN, self(), other);
  }

  /** Returns {@code -this}. */
  default Tensor neg() {
    return Tensor.of(Unary.NEG, self());
  }

  /** Returns the absolute value; its gradient at 0 is 0. */
  default Tensor abs() {
    return Tensor.of(Unary.ABS, self());
  }

  /** Returns the exponential. */
  default Tensor exp() {
    return Tensor.of(Unary.EXP, self());
  }

  /**
   * Returns the natural logarithm. The logarithm of a softmax is built as {@link LogSoftmax}, which
   * is the same function without its overflow.
   */
  default Tensor log() {
    return self().op() instanceof Softmax softmax
        ? Tensor.of(new LogSoftmax(softmax.axis()), self().inputs().get(0))
        : Tensor.of(Unary.LOG, self());
  }

  /** Returns the square root. */
  default Tensor sqrt() {
    return Tensor.of(Unary.SQRT, self());
  }

  /** Returns {@code this * this}. */
  default Tensor square() {
    return mul(self());
  }

  /** Returns {@code 1 / this}. */
  default Tensor reciprocal() {
    return Tensor.of(Unary.RECIPROCAL, self());
  }

  /** Returns -1, 0 or 1; its gradient is 0. */
  default Tensor sign() {
    return Tensor.of(Unary.SIGN, self());
  }

  /** Returns {@code max(this, 0)}; its gradient at 0 is 0. */
  default Tensor relu() {
    return Tensor.of(Unary.RELU, self());
  }

  /** Returns {@code 1 / (1 + exp(-this))}. */
  default Tensor sigmoid() {
    return Tensor.of(Unary.SIGMOID, self());
  }

  /** Returns the hyperbolic tangent. */
  default Tensor tanh() {
    return Tensor.of(Unary.TANH, self());
  }

  /** Returns the Gauss error function. */
  default Tensor erf() {
    return Tensor.of(Unary.ERF, self());
  }

  /** Returns {@code log(1 + exp(this))}. */
  default Tensor softplus() {
    return Tensor.of(Unary.SOFTPLUS, self());
  }

  /**
   * Returns whether elements are equal, broadcast.
   *
   * @param other the other operand
   * @return a BOOL tensor
   */
  default Tensor equal(Tensor other) {
    return Tensor.of(Compare.EQUAL, self(), other);
  }

  /**
   * Returns whether elements are greater than the other's, broadcast.
   *
   * @param other the other operand
   * @return a BOOL tensor
   */
  default Tensor greater(Tensor other) {
    return Tensor.of(Compare.GREATER, self(), other);
  }

  /**
   * Returns whether elements are less than the other's, broadcast.
   *
   * @param other the other operand
   * @return a BOOL tensor
   */
  default Tensor less(Tensor other) {
    return Tensor.of(Compare.LESS, self(), other);
  }

  /**
   * Returns {@code whenTrue} where this BOOL tensor holds, else {@code whenFalse}, broadcast.
   *
   * @param whenTrue the values where this is true
   * @param whenFalse the values where this is false
   * @return the selected values
   */
  default Tensor where(Tensor whenTrue, Tensor whenFalse) {
    return Tensor.of(new Where(), self(), whenTrue, whenFalse);
  }

  /**
   * Returns the elements in another type.
   *
   * @param to the type
   * @return this tensor if it has that type already
   */
  default Tensor cast(DataType to) {
    return self().dataType() == to ? self() : Tensor.of(new Cast(to), self());
  }
}
