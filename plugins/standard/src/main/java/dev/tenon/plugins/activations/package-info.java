/** Activations, named as in Keras. */
package dev.tenon.plugins.activations;
