/**
 * The rights of requests: those from other sites, the owner's doors, wrong secrets, and the
 * settings for them.
 */
package org.truckee.web.guard;
