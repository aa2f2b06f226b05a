/**
 * The introducer role: keeps what nodes announce of themselves, under their signatures, and tells
 * it to the nodes that follow. It can withhold an announcement, and can't make one up.
 */
package org.truckee.introducer;
