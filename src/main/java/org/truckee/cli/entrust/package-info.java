/**
 * The commands {@code entrust}, by which an owner lets somebody else keep files alive, and {@code
 * caretake}, by which that is done; reports come back from the one to the other.
 */
package org.truckee.cli.entrust;
