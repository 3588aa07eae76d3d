package dev.tenon.onnxruntime;

import dev.tenon.graph.Op;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * One of the ways to say an operator in standard ONNX.
 *
 * @param name what it is forced by, unique among those of the operator
 * @param fits where it is right
 * @param cost how long it is estimated to take, see {@link Costs}
 * @param lowering how it is written
 * @param <O> the operator
 */
record Formulation<O extends Op>(
    String name,
    Predicate<Application<O>> fits,
    ToDoubleFunction<Application<O>> cost,
    Lowering<O> lowering) {}
