/**
 * A gateway as a command sees it: {@code WebApi} asks it by HTTP, a {@code GatewayReply} is what it
 * answers, and {@code GridNode} and {@code GatewayListing} are what it says of files and
 * directories.
 */
package org.truckee.cli.gateway;
