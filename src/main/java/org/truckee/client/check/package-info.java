/**
 * The health of files and directories: a {@link org.truckee.client.check.Checker} asks every server
 * for one of them, a {@link org.truckee.client.check.HealthCount} sums up many.
 */
package org.truckee.client.check;
