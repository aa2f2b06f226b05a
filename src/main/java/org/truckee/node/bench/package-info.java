/**
 * The command {@code bench}: a grid of processes, the workloads that it bears, and what is
 * measured.
 */
package org.truckee.node.bench;
