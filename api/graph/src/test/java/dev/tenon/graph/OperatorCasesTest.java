package dev.tenon.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.cases.OperatorCase;
import dev.tenon.graph.cases.OperatorCases;
import dev.tenon.graph.cases.OperatorFamily;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OperatorCasesTest {
  private static final List<OperatorCase> CASES =
      OperatorCases.all().stream()
          .flatMap(family -> LongStream.range(0, 60).mapToObj(family::at))
          .toList();

  @Test
  void every_operator_constant_and_reduction_has_cases() {
    Set<Class<?>> kinds = new HashSet<>();
    Set<Object> constants = new HashSet<>();
    for (OperatorCase drawn : CASES) {
      Op op = drawn.output().op();
      kinds.add(op instanceof Enum<?> constant ? constant.getDeclaringClass() : op.getClass());
      constants.add(op);
      if (op instanceof Reduce reduce) {
        constants.add(reduce.kind() + " " + reduce.keepDims());
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
    assertThat(constants).contains((Object[]) Unary.values());
    assertThat(constants).contains((Object[]) Binary.values());
    assertThat(constants).contains((Object[]) Compare.values());
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      assertThat(constants).contains(kind + " true", kind + " false");
    }
  }

  @Test
  void names_tell_families_apart() {
    assertThat(OperatorCases.all()).extracting(OperatorFamily::name).doesNotHaveDuplicates();
  }

  @Test
  void one_seed_gives_one_case() {
    for (OperatorFamily family : OperatorCases.all()) {
      OperatorCase first = family.at(7);
      OperatorCase second = family.at(7);
      assertThat(second.output().op()).isEqualTo(first.output().op());
      assertThat(second.output().type()).isEqualTo(first.output().type());
      assertThat(second.values()).isEqualTo(first.values());
      assertThat(LongStream.range(0, 20).mapToObj(i -> family.at(i).output().type().toString()))
          .as(family.name())
          .satisfiesAnyOf(
              types -> assertThat(types.stream().distinct().count()).isGreaterThan(5),
              types -> assertThat(family.name()).isEqualTo("BatchSize"));
    }
  }

  @Test
  void convolutions_meet_every_stride_dilation_group_and_leftover() {
    List<Conv> convolutions = ops(Conv.class);
    for (int rank = 1; rank <= 3; rank++) {
      int axes = rank;
      List<Conv> own = convolutions.stream().filter(c -> c.window().rank() == axes).toList();
      for (int i = 1; i <= 3; i++) {
        int number = i;
        assertThat(own).anyMatch(c -> c.window().strides().contains(number));
        assertThat(own).anyMatch(c -> c.window().dilations().contains(number));
        assertThat(own).anyMatch(c -> c.groups() == number);
      }
      assertThat(own).anyMatch(c -> !c.window().padsBefore().equals(c.window().padsAfter()));
    }
    assertThat(drawn(Conv.class)).anyMatch(this::isDepthwise).anyMatch(this::hasLeftover);
  }

  private boolean isDepthwise(Tensor y) {
    int groups = ((Conv) y.op()).groups();
    return groups > 1 && y.inputs().get(1).shape().dim(1) == 1;
  }

  private boolean hasLeftover(Tensor y) {
    Window window = ((Conv) y.op()).window();
    long size = y.inputs().get(0).shape().dim(2);
    long padded = size + window.padsBefore().get(0) + window.padsAfter().get(0);
    return (padded - window.extent(0)) % window.strides().get(0) != 0;
  }

  @Test
  void pools_overlap_touch_are_padded_and_leave_rows_over() {
    List<Window> windows = ops(MaxPool.class).stream().map(MaxPool::window).toList();
    Predicate<Window> padded = w -> w.padsBefore().stream().anyMatch(p -> p > 0);
    assertThat(windows)
        .anyMatch(w -> w.strides().equals(w.kernel()) && w.kernel().get(0) > 1)
        .anyMatch(w -> w.strides().get(0) < w.kernel().get(0))
        .anyMatch(w -> w.strides().get(0) > w.kernel().get(0))
        .anyMatch(padded)
        .anyMatch(padded.negate());
  }

  @Test
  void operands_broadcast_both_ways_and_shapes_depend_on_the_batch_or_not() {
    List<Tensor> sums = drawn(Binary.class).stream().filter(y -> y.op() == Binary.ADD).toList();
    assertThat(sums)
        .anyMatch(y -> !y.shape().equals(y.inputs().get(0).shape()))
        .anyMatch(y -> !y.shape().equals(y.inputs().get(1).shape()))
        .anyMatch(y -> y.shape().isStatic())
        .anyMatch(y -> !y.shape().isStatic())
        .anyMatch(y -> y.shape().rank() == 0)
        .anyMatch(y -> y.shape().rank() == 5);
  }

  private List<Tensor> drawn(Class<? extends Op> kind) {
    return CASES.stream().map(OperatorCase::output).filter(y -> kind.isInstance(y.op())).toList();
  }

  private <O extends Op> List<O> ops(Class<O> kind) {
    return drawn(kind).stream().map(y -> kind.cast(y.op())).toList();
  }
}
