/** Runs pipelines on Apache Flink, and a cluster of it on this machine. */
package dev.tenon.flink;
