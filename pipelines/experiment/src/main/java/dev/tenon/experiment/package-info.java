/**
 * The experiment: an immutable value that says what is trained, on what, and how, and its JSON.
 *
 * <p>An {@link dev.tenon.experiment.Experiment} reads like a paper's methods section, is validated
 * as a whole, and is the record kept with every result.
 */
package dev.tenon.experiment;
