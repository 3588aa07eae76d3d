/**
 * Contracts of extensions, as JUnit tests: a test class that implements one, and says which
 * extension it is about, checks all that Tenon expects of an extension of that kind.
 */
package dev.tenon.testkit;
