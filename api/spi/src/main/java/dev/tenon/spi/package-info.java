/**
 * What a plug-in sees: the kinds of extension, each an interface with one method to write, and the
 * values that pass through them.
 *
 * <p>An extension is a record, and its components are its configuration: they are validated in its
 * compact constructor, printed, compared and written as JSON without further code. A {@link
 * dev.tenon.spi.Plugin} names the extensions of a jar.
 */
package dev.tenon.spi;
