/** What tests of plug-ins are tried on. */
package dev.tenon.spi.cases;
