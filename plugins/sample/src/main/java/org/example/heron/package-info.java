/** A plug-in for Tenon: {@link org.example.heron.HeronPlugin} names what it contributes. */
package org.example.heron;
