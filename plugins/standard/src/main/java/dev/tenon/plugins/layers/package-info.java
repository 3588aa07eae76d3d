/**
 * Layers, named and parametrised as in Keras; images are {@code [N, C, H, W]}, sequences {@code [N,
 * C, L]}, rows {@code [N, features]}.
 */
package dev.tenon.plugins.layers;
