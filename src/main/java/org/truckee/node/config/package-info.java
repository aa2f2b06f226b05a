/** A node's directory and its configuration: read, checked, and locked for one process. */
package org.truckee.node.config;
