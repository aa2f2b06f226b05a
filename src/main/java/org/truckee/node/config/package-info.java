/** The configuration of a node, or of a whole grid: read key by key, and checked. */
package org.truckee.node.config;
