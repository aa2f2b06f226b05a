/**
 * The options that several commands share: the node's directory, the gateway's address and the
 * aliases.
 */
package org.truckee.cli.option;
