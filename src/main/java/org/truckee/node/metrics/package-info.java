/**
 * The figures and the health of a node: what its parts tell, what the virtual machine tells by
 * Micrometer, how late the event loops are, and the text that Prometheus reads. Micrometer is
 * loaded when somebody asks for the first time, and not before.
 */
package org.truckee.node.metrics;
