/** What tests of other modules share: what plug-ins are tried on, and what files are held to. */
package dev.tenon.spi.cases;
