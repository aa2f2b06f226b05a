/**
 * Repair of what a check found unhealthy: the {@link org.truckee.client.repair.Repairer} has the
 * missing shares made anew from those that are there, and believes no server about them.
 */
package org.truckee.client.repair;
