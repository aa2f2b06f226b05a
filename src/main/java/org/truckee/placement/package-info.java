/**
 * The choice of a server for each share: the order of the servers for each file, the spread that
 * survives the most losses, and the servers that make a version last.
 */
package org.truckee.placement;
