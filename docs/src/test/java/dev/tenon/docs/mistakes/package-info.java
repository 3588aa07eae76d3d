/** Plug-ins with one mistake each, whose messages the manual shows. */
package dev.tenon.docs.mistakes;
