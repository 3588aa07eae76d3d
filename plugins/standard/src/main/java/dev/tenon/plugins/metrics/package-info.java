/** What evaluation can measure. */
package dev.tenon.plugins.metrics;
