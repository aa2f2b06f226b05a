/**
 * Vdrive servers: their calls, which of them are pinned, the servers on which directories are kept,
 * and the copies of a table that several of them claim to have.
 */
package org.truckee.client.server.vdrive;
