/**
 * Symbolic tensors, the operators between them, and reverse-mode differentiation.
 *
 * <p>A model is a graph of {@link dev.tenon.graph.Tensor tensors}, each the result of one {@link
 * dev.tenon.graph.Op operator}. {@link dev.tenon.graph.Gradients} adds the tensors of a gradient to
 * it, and a {@link dev.tenon.graph.Graph} names what goes in and what comes out. Tensors are laid
 * out as ONNX has them: images are {@code [N, C, H, W]}.
 */
package dev.tenon.graph;
