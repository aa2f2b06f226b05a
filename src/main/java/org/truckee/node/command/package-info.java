/** The commands that make, run, start and stop nodes. */
package org.truckee.node.command;
