/**
 * The command {@code bench}: grids of processes, the report of their figures, in {@code work} the
 * work that they bear, in {@code distance} a gateway that is far from its servers, and in {@code
 * growth} the growth of cost with servers and entries.
 */
package org.truckee.node.bench;
