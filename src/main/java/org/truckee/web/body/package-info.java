/**
 * The intake of requests' bodies. A {@link org.truckee.web.body.Form} is taken apart by a {@code
 * Multipart} while it comes; every other body is an {@code IncomingBody}. A body that was not
 * received whole ends with a failure: after the sender's silence, a broken connection, a wrong
 * length, a full disk. Names and values arrive as they were sent.
 */
package org.truckee.web.body;
