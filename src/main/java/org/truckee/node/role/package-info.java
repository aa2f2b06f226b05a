/**
 * The roles of a node: each a verticle of its own, deployed behind the node's ports, stopped in
 * order, and followed in its log.
 */
package org.truckee.node.role;
