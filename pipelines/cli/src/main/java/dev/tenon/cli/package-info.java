/**
 * The {@code tenon} command: one class a subcommand, and what they share.
 *
 * <p>Commands check everything before they do anything. A user's mistake ends with one line on the
 * error stream and exit code 2, anything unexpected with one line and exit code 1.
 */
package dev.tenon.cli;
