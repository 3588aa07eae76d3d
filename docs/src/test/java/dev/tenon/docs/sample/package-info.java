/** A plug-in as a third party writes it: the sample of docs/architecture.md. */
package dev.tenon.docs.sample;
