/**
 * What each account of a grid takes of its servers, and what these give, for the holders: {@code
 * ServerLedgers} asks the servers, {@code LedgerJson} and {@code LedgerWords} tell it.
 */
package org.truckee.web.ledger;
