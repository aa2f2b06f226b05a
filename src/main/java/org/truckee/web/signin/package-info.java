/**
 * The doors of a gateway's members: {@code /sign-in}, {@code /member}, and the one before a
 * member's own drive. A member is known by the cookie of a session, and what the member asks for
 * counts for nobody else ({@link org.truckee.web.signin.MemberStep}).
 */
package org.truckee.web.signin;
