/**
 * How the cost of requests grows, with the number of storage servers and with the entries of a
 * directory: {@code SplitGrid} has all servers in one process and the gateway in another one,
 * {@code GrowthFigures} tells what a request costs at each size, and the {@link
 * org.truckee.node.bench.growth.Slope} of that.
 */
package org.truckee.node.bench.growth;
