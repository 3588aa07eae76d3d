/**
 * Assembles Tenon from its parts: finds plug-ins, keeps what they contribute in a {@link
 * dev.tenon.assembly.Registry}, and joins it with a backend and a data cache. {@link
 * dev.tenon.assembly.Tenon} is where everything starts.
 */
package dev.tenon.assembly;
