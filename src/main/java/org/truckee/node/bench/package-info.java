/**
 * The command {@code bench}: a grid of processes, the workloads that it bears, and the
 * measurements.
 */
package org.truckee.node.bench;
