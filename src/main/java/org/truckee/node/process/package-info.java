/**
 * Processes that are nodes: their start, their log, their standard streams, and whole grids of
 * them.
 */
package org.truckee.node.process;
