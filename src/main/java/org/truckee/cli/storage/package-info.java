/**
 * The commands for the operator of a storage server: {@code StorageCommand} has them below it, and
 * {@code OwnServer} is the way to the server of a node's directory.
 */
package org.truckee.cli.storage;
