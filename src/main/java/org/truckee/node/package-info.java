/**
 * Puts processes together: reads a node's directory and configuration, deploys its roles behind one
 * TLS port, and runs whole grids. It knows every other package, and no other package knows it.
 */
package org.truckee.node;
