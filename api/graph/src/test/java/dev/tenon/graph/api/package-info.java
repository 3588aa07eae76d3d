/** What the tests of all modules under {@code api} hold their public types to. */
package dev.tenon.graph.api;
