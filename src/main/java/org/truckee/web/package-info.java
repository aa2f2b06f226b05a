/**
 * The gateway's web port: the web API that Tahoe's tools speak, and pages for people that work
 * without scripts. {@link org.truckee.web.WebService} routes requests and is all that other
 * packages know, with the settings in {@code guard}.
 *
 * <p>A request walks through the rooms one way. {@code guard} lets it in or refuses it; {@code
 * request} and {@code body} take it apart; {@code resource} finds the row of the API's table that
 * answers it for the thing that {@code place} finds at its address; {@code reading} and {@code
 * writing} do the work of the rows, and {@code walk} the work that takes long; {@code view} and
 * {@code json} show the outcome, on the pages of {@code page}; {@code reply} sends it, by the rules
 * of {@code http}; and {@code failure} tells what went wrong. {@code member} keeps the people who
 * share the gateway, and {@code signin} tells which of them a request comes from; {@code admission}
 * lets strangers store for a proof of work. {@code local} reads and writes files of this machine,
 * {@code statics} serves files that never change, {@code entrust} cares for what others entrusted,
 * and {@code monitor}, {@code activity}, {@code statistics}, {@code upkeep} and {@code
 * provisioning} tell about the gateway itself, {@code storage} about a storage server beside it,
 * {@code audit} about what other servers still hold, and {@code board} about the whole grid. {@code
 * record} keeps for the operator what was asked, and {@code ledger} tells the holders of accounts
 * what these take.
 */
package org.truckee.web;
