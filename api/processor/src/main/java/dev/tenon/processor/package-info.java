/**
 * Takes the comments of extensions along in a plug-in's jar, so that {@code tenon plugins} can show
 * them: {@link dev.tenon.processor.DescriptionProcessor}, which the compiler runs.
 */
package dev.tenon.processor;
