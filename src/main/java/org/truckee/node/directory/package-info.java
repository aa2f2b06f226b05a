/** A node's directory: its lock, its secrets, its files, and what runs in it. */
package org.truckee.node.directory;
