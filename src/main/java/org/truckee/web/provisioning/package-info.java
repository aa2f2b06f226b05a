/**
 * The size that a grid needs: a {@link org.truckee.web.provisioning.Plan} describes its users and
 * its parts, and the arithmetic gives the numbers that follow. There is no clock, no chance and no
 * network.
 */
package org.truckee.web.provisioning;
