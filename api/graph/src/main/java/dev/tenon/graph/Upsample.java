package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Repeats each element of {@code x [N, C, in...]} along the spatial axes: {@code y[n,c,i] =
 * x[n,c,floor(i/factor)]}.
 *
 * @param factors how often, one positive number an axis
 */
@API(status = EXPERIMENTAL)
public record Upsample(List<Integer> factors) implements Op {
  /** Keeps its own copy of the factors. */
  public Upsample {
    factors = List.copyOf(factors);
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    Shape x = Operands.single(this, inputs).shape();
    Operands.floats(this, inputs);
    Operands.require(
        x.rank() == factors.size() + 2,
        this,
        "by " + factors + " needs an input of rank " + (factors.size() + 2),
        x);
    Shape y = x;
    for (int i = 0; i < factors.size(); i++) {
      Operands.require(
          x.dim(i + 2) > 0 && factors.get(i) > 0,
          this,
          "needs static sizes and positive factors",
          x,
          factors);
      y = y.with(i + 2, x.dim(i + 2) * factors.get(i));
    }
    return TensorType.floats(y);
  }

  /** The sum over each element's copies: their mean, which poolings give, times their number. */
  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Integer[] sides = factors.toArray(Integer[]::new);
    long copies = factors.stream().mapToLong(f -> f).reduce(1, Math::multiplyExact);
    Window tiles = Window.of(sides).withStrides(sides);
    return List.of(upstream.averagePool(tiles).mul(copies));
  }
}
