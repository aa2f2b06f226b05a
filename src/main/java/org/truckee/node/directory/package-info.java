/** A node's directory: its lock, its secrets, its files, and the process that runs in it. */
package org.truckee.node.directory;
