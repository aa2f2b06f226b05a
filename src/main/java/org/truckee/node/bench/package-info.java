/**
 * The command {@code bench}: grids of processes, the report of their figures, in {@code work} the
 * work that they bear, and in {@code distance} a gateway that is far from its servers.
 */
package org.truckee.node.bench;
