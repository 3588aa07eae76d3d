/** What extensions have in common that are made of a user's function. */
package dev.tenon.plugins.functions;
