package dev.tenon.reference;

import dev.tenon.graph.Binary;
import dev.tenon.graph.Cast;
import dev.tenon.graph.Compare;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import dev.tenon.graph.Unary;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** The operators that treat each element by itself. */
final class Elementwise {
  private Elementwise() {}

  static Value unary(Unary op, Value x) {
    DoubleUnaryOperator function =
        switch (op) {
          case NEG -> v -> -v;
          case ABS -> Math::abs;
          case EXP -> Math::exp;
          case LOG -> Math::log;
          case SQRT -> Math::sqrt;
          case RECIPROCAL -> v -> 1 / v;
          case SIGN -> Math::signum;
          case RELU -> v -> Math.max(v, 0);
          case SIGMOID -> v -> 1 / (1 + Math.exp(-v));
          case TANH -> Math::tanh;
          case ERF -> Elementwise::erf;
          case SOFTPLUS -> v -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
        };
    return map(x, x.type().dataType(), function);
  }

  static Value binary(Binary op, Value a, Value b) {
    boolean integers = a.type().dataType() == DataType.INT64;
    DoubleBinaryOperator function =
        switch (op) {
          case ADD -> (x, y) -> x + y;
          case SUB -> (x, y) -> x - y;
          case MUL -> (x, y) -> x * y;
          case DIV -> integers ? (x, y) -> (long) x / (long) y : (x, y) -> x / y;
          case POW -> Math::pow;
          case MAX -> Math::max;
          case MIN -> Math::min;
        };
    return zip(a, b, a.type().dataType(), function);
  }

  static Value compare(Compare op, Value a, Value b) {
    DoubleBinaryOperator function =
        switch (op) {
          case EQUAL -> (x, y) -> x == y ? 1 : 0;
          case GREATER -> (x, y) -> x > y ? 1 : 0;
          case LESS -> (x, y) -> x < y ? 1 : 0;
        };
    return zip(a, b, DataType.BOOL, function);
  }

  static Value where(Value condition, Value a, Value b) {
    Shape shape = Positions.common(condition.shape(), a.shape(), b.shape());
    Value result = Value.zeros(new TensorType(a.type().dataType(), shape));
    Broadcast first = new Broadcast(a);
    Broadcast second = new Broadcast(b);
    Broadcast holds = new Broadcast(condition);
    fill(result, at -> holds.at(at) != 0 ? first.at(at) : second.at(at));
    return result;
  }

  static Value cast(Cast op, Value x) {
    DoubleUnaryOperator function =
        switch (op.to()) {
          case FLOAT -> v -> v;
          case INT64 -> v -> (long) v;
          case UINT8 -> v -> (long) v & 0xff;
          case BOOL -> v -> v != 0 ? 1 : 0;
        };
    return map(x, op.to(), function);
  }

  static Value reluGrad(Value upstream, Value y) {
    return zip(upstream, y, DataType.FLOAT, (d, result) -> result > 0 ? d : 0);
  }

  private static Value map(Value x, DataType to, DoubleUnaryOperator function) {
    Value result = Value.zeros(new TensorType(to, x.shape()));
    for (int i = 0; i < x.size(); i++) {
      result.data()[i] = function.applyAsDouble(x.data()[i]);
    }
    return result;
  }

  private static Value zip(Value a, Value b, DataType to, DoubleBinaryOperator function) {
    Shape shape = Positions.common(a.shape(), b.shape());
    Value result = Value.zeros(new TensorType(to, shape));
    Broadcast first = new Broadcast(a);
    Broadcast second = new Broadcast(b);
    fill(result, at -> function.applyAsDouble(first.at(at), second.at(at)));
    return result;
  }

  private static void fill(Value result, ToDoubleFunction<long[]> element) {
    int[] next = {0};
    Positions.forEach(
        result.shape().dims(), at -> result.data()[next[0]++] = element.applyAsDouble(at));
  }

  /**
   * The Gauss error function by its series {@code 2 / sqrt(pi) * e^(-x^2) * sum of 2^n x^(2n+1) /
   * (2n+1)!!}, whose terms have one sign (Abramowitz and Stegun 7.1.6).
   */
  private static double erf(double x) {
    // From here on, 1 - |erf(x)| is less than half the distance between doubles near 1.
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
}
