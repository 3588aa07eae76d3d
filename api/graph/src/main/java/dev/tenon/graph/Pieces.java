package dev.tenon.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Contributions to one gradient, of which those that fill neighbouring ranges of an axis are joined
 * before all are added up.
 *
 * <p>The gradient of a slice is padded with zeros to the size of what it was cut from. Where a
 * tensor is cut into k slices, adding up k padded tensors would touch k times as many elements as
 * there are, most of them zeros; their concatenation is the same sum.
 */
final class Pieces {
  private Pieces() {}

  /** What fills a range of an axis, of tensors that lie next to one another. */
  private record Run(int axis, long start, long end, List<Tensor> parts) {
    static Run of(Tensor padded) {
      Pad pad = (Pad) padded.op();
      long size = padded.shape().dim(pad.axis());
      return new Run(pad.axis(), pad.before(), size - pad.after(), List.of(padded));
    }

    boolean isFollowedBy(Run next) {
      return axis == next.axis && end == next.start;
    }

    Run with(Run next) {
      List<Tensor> both = new ArrayList<>(parts);
      both.addAll(next.parts);
      return new Run(axis, start, next.end, both);
    }

    /** Returns the parts joined, with zeros around them. */
    Tensor joined() {
      if (parts.size() == 1) {
        return parts.get(0);
      }
      List<Tensor> inner = parts.stream().map(padded -> padded.inputs().get(0)).toList();
      long size = parts.get(0).shape().dim(axis);
      return Tensor.concat(axis, inner).pad(axis, start, size - end);
    }
  }

  /** Returns the sum; those that are no slices' gradients are added in their order, and first. */
  static Tensor sum(List<Tensor> contributions) {
    List<Tensor> summands =
        new ArrayList<>(contributions.stream().filter(t -> !(t.op() instanceof Pad)).toList());
    List<Run> runs = new ArrayList<>();
    contributions.stream()
        .filter(t -> t.op() instanceof Pad)
        .map(Run::of)
        .sorted(Comparator.comparingInt(Run::axis).thenComparingLong(Run::start))
        .forEach(next -> append(runs, next));
    runs.stream().map(Run::joined).forEach(summands::add);
    return summands.stream().reduce(Tensor::add).orElseThrow();
  }

  /** Lengthens a run, the latest that fits, or begins one. */
  private static void append(List<Run> runs, Run next) {
    int before =
        IntStream.range(0, runs.size())
            .map(i -> runs.size() - 1 - i)
            .filter(i -> runs.get(i).isFollowedBy(next))
            .findFirst()
            .orElse(-1);
    if (before < 0) {
      runs.add(next);
    } else {
      runs.set(before, runs.get(before).with(next));
    }
  }
}
