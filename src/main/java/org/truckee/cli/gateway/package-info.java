/**
 * A gateway as a command sees it: {@code WebApi} asks it by HTTP, a {@code Reply} is what it
 * answers, and {@code GridNode} and {@code Listing} are what it says of files and directories.
 */
package org.truckee.cli.gateway;
