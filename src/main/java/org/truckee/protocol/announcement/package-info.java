/** Announcements of services, the addresses in them, and the TLS that proves who serves there. */
package org.truckee.protocol.announcement;
