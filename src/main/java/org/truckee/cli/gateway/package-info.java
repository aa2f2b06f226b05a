/**
 * A gateway as a command sees it: {@code WebApi} sends requests, a {@code GatewayReply} is an
 * answer, and {@code GridNode} and {@code GatewayListing} are answers about files and directories.
 * {@code ConnectionThreads} send requests side by side, and {@code ProvenWork} pays where a gateway
 * wants work of strangers.
 */
package org.truckee.cli.gateway;
