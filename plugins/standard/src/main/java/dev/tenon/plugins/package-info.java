/** The plug-in that ships with Tenon: one record an extension, in a package for each kind. */
package dev.tenon.plugins;
