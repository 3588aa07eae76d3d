/**
 * What tests of other modules share: what plug-ins are tried on, what files are held to, and jars
 * of plug-ins.
 */
package dev.tenon.spi.cases;
