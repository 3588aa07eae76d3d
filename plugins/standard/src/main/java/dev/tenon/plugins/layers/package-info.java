/**
 * Layers, named and parametrised as in Keras; images are {@code [N, C, H, W]}, rows {@code [N,
 * features]}.
 */
package dev.tenon.plugins.layers;
