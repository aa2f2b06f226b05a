/**
 * The latest work of a gateway: transfers as a list, and each of them server by server, so that a
 * slow or a dead server can be seen.
 */
package org.truckee.web.activity;
