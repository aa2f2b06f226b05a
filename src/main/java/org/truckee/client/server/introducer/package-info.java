/** Announcements: followed at introducers, checked, and remembered for the next start. */
package org.truckee.client.server.introducer;
