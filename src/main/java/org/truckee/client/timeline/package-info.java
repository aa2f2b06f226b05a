/**
 * What a transfer did and when: steps that are noted while it runs, for the pages about activity.
 */
package org.truckee.client.timeline;
