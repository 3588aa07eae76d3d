package dev.tenon.reference;

import dev.tenon.graph.AveragePool;
import dev.tenon.graph.AveragePoolGrad;
import dev.tenon.graph.BatchSize;
import dev.tenon.graph.Binary;
import dev.tenon.graph.Cast;
import dev.tenon.graph.Compare;
import dev.tenon.graph.Concat;
import dev.tenon.graph.Constant;
import dev.tenon.graph.Conv;
import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.Expand;
import dev.tenon.graph.Gather;
import dev.tenon.graph.GatherGrad;
import dev.tenon.graph.Input;
import dev.tenon.graph.LogSoftmax;
import dev.tenon.graph.MatMul;
import dev.tenon.graph.MaxPool;
import dev.tenon.graph.MaxPoolGrad;
import dev.tenon.graph.OneHot;
import dev.tenon.graph.Op;
import dev.tenon.graph.Pad;
import dev.tenon.graph.RandomUniform;
import dev.tenon.graph.Reduce;
import dev.tenon.graph.ReluGrad;
import dev.tenon.graph.Reshape;
import dev.tenon.graph.Slice;
import dev.tenon.graph.Softmax;
import dev.tenon.graph.Transpose;
import dev.tenon.graph.Unary;
import dev.tenon.graph.Upsample;
import dev.tenon.graph.Where;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of kernels: one entry for each operator. */
final class Kernels {
  private final Map<Class<? extends Op>, Kernel<Op>> table = new HashMap<>();

  Kernels() {
    put(Input.class, (op, operands, run) -> run.feeds().get(op.label()));
    put(Constant.class, (op, operands, run) -> Shaping.constant(op));
    put(BatchSize.class, (op, operands, run) -> Shaping.scalar(run.batch()));
    put(RandomUniform.class, (op, operands, run) -> Randomness.uniform(op, operands));
    elementwise();
    shaping();
    indexing();
    reductions();
    spatial();
  }

  private void elementwise() {
    put(Unary.class, (op, operands, run) -> Elementwise.unary(op, operands.get(0)));
    put(Binary.class, (op, x, run) -> Elementwise.binary(op, x.get(0), x.get(1)));
    put(Compare.class, (op, x, run) -> Elementwise.compare(op, x.get(0), x.get(1)));
    put(Where.class, (op, x, run) -> Elementwise.where(x.get(0), x.get(1), x.get(2)));
    put(Cast.class, (op, x, run) -> Elementwise.cast(op, x.get(0)));
    put(ReluGrad.class, (op, x, run) -> Elementwise.reluGrad(x.get(0), x.get(1)));
  }

  private void shaping() {
    put(Reshape.class, (op, x, run) -> Shaping.reshape(op, x.get(0), run.batch()));
    put(Transpose.class, (op, x, run) -> Shaping.transpose(op, x.get(0)));
    put(Expand.class, (op, x, run) -> Shaping.expand(x.get(0), x.get(1).shape()));
    put(Pad.class, (op, x, run) -> Shaping.pad(op, x.get(0)));
    put(Slice.class, (op, x, run) -> Shaping.slice(op, x.get(0)));
    put(Concat.class, (op, x, run) -> Shaping.concat(op, x));
  }

  private void indexing() {
    put(Gather.class, (op, x, run) -> Indexing.gather(op, x.get(0), x.get(1)));
    put(GatherGrad.class, (op, x, run) -> Indexing.gatherGrad(op, x.get(0), x.get(1), x.get(2)));
    put(OneHot.class, (op, x, run) -> Indexing.oneHot(op, x.get(0)));
  }

  private void reductions() {
    put(Reduce.class, (op, x, run) -> Reductions.reduce(op, x.get(0)));
    put(Softmax.class, (op, x, run) -> Reductions.softmax(x.get(0), op.axis()));
    put(LogSoftmax.class, (op, x, run) -> Reductions.logSoftmax(x.get(0), op.axis()));
    put(MatMul.class, (op, x, run) -> Reductions.matMul(x.get(0), x.get(1)));
  }

  private void spatial() {
    put(Conv.class, (op, x, run) -> Convolution.conv(op, x.get(0), x.get(1)));
    put(ConvInputGrad.class, (op, x, run) -> Convolution.inputGrad(op, x.get(0), x.get(1)));
    put(
        ConvFilterGrad.class,
        (op, x, run) -> Convolution.filterGrad(op, x.get(0), x.get(1).shape(), x.get(2)));
    put(MaxPool.class, (op, x, run) -> Pooling.max(op.window(), x.get(0)));
    put(
        MaxPoolGrad.class,
        (op, x, run) -> Pooling.maxGrad(op.window(), x.get(0), x.get(1), x.get(2)));
    put(AveragePool.class, (op, x, run) -> Pooling.average(op.window(), x.get(0)));
    put(
        AveragePoolGrad.class,
        (op, x, run) -> Pooling.averageGrad(op.window(), x.get(0).shape(), x.get(1)));
    put(Upsample.class, (op, x, run) -> Shaping.upsample(op, x.get(0)));
  }

  private <O extends Op> void put(Class<O> kind, Kernel<O> kernel) {
    table.put(kind, (op, operands, run) -> kernel.compute(kind.cast(op), operands, run));
  }

  /** Tells whether there is a kernel for an operator. */
  boolean has(Class<?> kind) {
    return table.containsKey(kind);
  }

  /** Computes an operator. */
  Value compute(Op op, List<Value> operands, Kernel.Run run) {
    // A constant with a body would have a class of its own.
    Class<?> kind = op instanceof Enum<?> constant ? constant.getDeclaringClass() : op.getClass();
    return table.get(kind).compute(op, operands, run);
  }
}
