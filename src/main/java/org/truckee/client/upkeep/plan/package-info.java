/**
 * Decisions of upkeep, made from their arguments alone: when a thing is due, what is done with it,
 * whether it is repaired, how fast all of it goes, and what people are warned of.
 */
package org.truckee.client.upkeep.plan;
