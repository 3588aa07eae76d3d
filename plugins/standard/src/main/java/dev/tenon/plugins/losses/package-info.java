/** What training can minimise. */
package dev.tenon.plugins.losses;
