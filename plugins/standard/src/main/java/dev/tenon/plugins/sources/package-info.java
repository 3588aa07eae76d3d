/**
 * Where examples come from: {@link dev.tenon.plugins.sources.Idx} files of any origin, and data
 * sets that are fetched on first use.
 */
package dev.tenon.plugins.sources;
