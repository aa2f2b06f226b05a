/**
 * How the bodies of requests come in. A {@link org.truckee.web.body.Form} is taken apart by a
 * {@code Multipart} while it comes; every other body is an {@code IncomingBody}. What was not
 * received whole ends with a failure, whatever was wrong: the sender's silence, a broken
 * connection, a length that differs, a full disk. Names and values arrive as they were sent.
 */
package org.truckee.web.body;
