/**
 * What others entrusted to this gateway: {@link org.truckee.client.upkeep.entrust.Entrustments}
 * keeps them, upkeep cares for their things as for its own, and {@link
 * org.truckee.client.upkeep.entrust.CareReports} tells their owners.
 */
package org.truckee.client.upkeep.entrust;
