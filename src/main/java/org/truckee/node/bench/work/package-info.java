/**
 * The work that a gateway bears in the command {@code bench}, part by part, and the measurements of
 * it.
 */
package org.truckee.node.bench.work;
