/**
 * The doors of a gateway's members: {@code /sign-in}, {@code /member}, and the one before a
 * member's own drive. A member is known by the cookie of a session.
 */
package org.truckee.web.signin;
