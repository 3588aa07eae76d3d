/** How long training takes: programs that measure and print, described in docs/performance.md. */
package dev.tenon.benchmarks;
