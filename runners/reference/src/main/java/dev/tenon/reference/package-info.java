/**
 * A pure-Java interpreter of graphs in double precision: the oracle that other backends are
 * compared with.
 *
 * <p>Every operator is a straight loop written down from its definition, without any formulation
 * that a faster backend might choose, so that a mistake cannot be common to both. {@link
 * dev.tenon.reference.GradientCheck} compares gradient rules with finite differences.
 */
package dev.tenon.reference;
