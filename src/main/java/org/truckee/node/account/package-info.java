/**
 * The desk of the operator of a grid's accounts. An {@code AccountOffice} holds the operator's key,
 * an {@code AccountRegister} says which accounts there are, and {@code AccountCommand} is what the
 * operator says to them. An {@code InviteCommand} gives a friend an account with the grid.
 */
package org.truckee.node.account;
