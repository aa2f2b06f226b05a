/**
 * The accounts that a storage server serves, by its {@code AccessRules}. {@code AccountCheck} lets
 * those in that show a token, by the {@code AccountRoll} of their operator. {@code Accounting} is
 * what the keeper of shares knows of all this: a {@code Ledger} says what each account takes, as
 * {@code Charges} of the shares that it has leases on, and a {@code Purse} holds what a step may
 * add to that.
 */
package org.truckee.storage.account;
