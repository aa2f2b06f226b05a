/** The roles of a node: deployed behind its ports, stopped in order, and followed in its log. */
package org.truckee.node.role;
