/**
 * The rules of HTTP that answers share: entity tags, conditions, ranges, safe headers, addresses,
 * and the sending of bytes to a reader that may go away.
 */
package org.truckee.web.http;
