/** A plug-in as a third party writes it: the samples of docs/manual. */
package dev.tenon.docs.sample;
