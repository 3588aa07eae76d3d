/**
 * What happens besides training: the table of results, the progress bar, the best checkpoint, early
 * stopping.
 *
 * <p>Each is a pure function of the event that it gets, most of them a fold over the history, so a
 * resumed run behaves like one that was never stopped.
 */
package dev.tenon.plugins.listeners;
