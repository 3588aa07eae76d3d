/**
 * Keeps the pages true: code blocks are regions of files that the build compiles and runs, commands
 * are commands that exist, and links lead somewhere.
 */
package dev.tenon.docs;
