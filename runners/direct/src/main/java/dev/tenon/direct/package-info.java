/** Runs pipelines on Beam's DirectRunner: in this process, which is where Tenon runs by default. */
package dev.tenon.direct;
