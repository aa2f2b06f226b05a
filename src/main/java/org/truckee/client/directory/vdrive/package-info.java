/**
 * Directories whose entries a vdrive server keeps, each sealed and signed by itself. The server is
 * not trusted: a {@code VdriveMemory} keeps the entries that it showed before.
 */
package org.truckee.client.directory.vdrive;
