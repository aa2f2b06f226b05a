/**
 * The choice of a server for each share: the order of the servers for each file, and the spread
 * that survives the most losses.
 */
package org.truckee.placement;
