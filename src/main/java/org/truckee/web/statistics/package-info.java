/**
 * A gateway's figures over a day, a month and a year: a {@link org.truckee.web.statistics.Sample}
 * every minute, kept in rings of fixed size, in a small file that survives a restart.
 */
package org.truckee.web.statistics;
