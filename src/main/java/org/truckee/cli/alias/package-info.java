/** The commands that make and list aliases, the names that a user gives to capabilities. */
package org.truckee.cli.alias;
