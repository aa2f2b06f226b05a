/**
 * The gateway's web port: the web API that Tahoe's tools speak, and pages for people that work
 * without scripts. It turns requests into calls of the {@code client} and outcomes into statuses.
 *
 * <p>A request for something with an address is taken apart into a {@link org.truckee.web.Call}:
 * what its {@link org.truckee.web.WebPath} begins at, its {@link org.truckee.web.Arguments}, and
 * its {@link org.truckee.web.Form}. One {@link org.truckee.web.Answer} for each method says what is
 * done; what comes of it is a {@link org.truckee.web.Reply}, which is sent in one place. {@link
 * org.truckee.web.Places} finds what paths lead to, {@link org.truckee.web.TahoeJson} writes all
 * JSON in Tahoe's layout, {@link org.truckee.web.Outflow} sends what is too long for memory, {@link
 * org.truckee.web.Operations} keeps slow work, and {@link org.truckee.web.WebFailure} is the one
 * place for failures.
 */
package org.truckee.web;
