/** How parameters follow their gradients, with the formulas and defaults of Keras. */
package dev.tenon.plugins.optimizers;
