/**
 * Accounts of a grid. An {@code AccountToken} is what an account shows to storage servers in place
 * of their swissnum, an {@code AccountList} is what its operator says of accounts later, and an
 * {@code Admission} is what the operator says of a server.
 */
package org.truckee.protocol.account;
