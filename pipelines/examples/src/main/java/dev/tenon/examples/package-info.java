/** Experiments that are shipped: small enough to read, real enough to run. */
package dev.tenon.examples;
