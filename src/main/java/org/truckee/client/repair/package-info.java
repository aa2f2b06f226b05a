/**
 * Repair of what a check found unhealthy: the {@link org.truckee.client.repair.Repairer} has the
 * missing shares made anew from those that are there, and believes no server about them. A {@link
 * org.truckee.client.repair.DeepCheck} goes through a tree.
 */
package org.truckee.client.repair;
