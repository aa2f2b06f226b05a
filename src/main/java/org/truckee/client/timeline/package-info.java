/** The history of transfers: steps that are noted while they run, for the pages about activity. */
package org.truckee.client.timeline;
