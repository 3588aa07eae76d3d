/** Runs pipelines on Apache Spark, on this machine or on a cluster. */
package dev.tenon.spark;
