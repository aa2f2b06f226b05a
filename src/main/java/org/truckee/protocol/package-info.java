/**
 * What nodes say to each other: addresses, announcements, the messages of the storage protocol in
 * CBOR and JSON, and the replies to failures. Roles meet here and never import each other.
 */
package org.truckee.protocol;
