/**
 * Names on the command line: an alias and a path, a capability and a path, or a path in the global
 * drive. {@code Names} turns each into a {@code GridPath}, which has an address at the gateway;
 * {@code Aliases} is the file that the aliases are kept in.
 */
package org.truckee.cli.name;
