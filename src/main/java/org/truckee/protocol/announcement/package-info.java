/** Announcements of services, the addresses in them, and the TLS that proves a server's key. */
package org.truckee.protocol.announcement;
