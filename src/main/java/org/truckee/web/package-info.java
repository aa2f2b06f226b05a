/**
 * The gateway's web port: the web API that Tahoe's tools speak, and pages for people that work
 * without scripts. It turns requests into calls of the {@code client} and outcomes into statuses;
 * {@link org.truckee.web.WebFailure} is the one place for failures.
 */
package org.truckee.web;
