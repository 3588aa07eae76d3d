/** How the learning rate changes: pure functions of progress. */
package dev.tenon.plugins.schedules;
