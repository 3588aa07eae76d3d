/** Runs pipelines on Google Cloud Dataflow. */
package dev.tenon.dataflow;
