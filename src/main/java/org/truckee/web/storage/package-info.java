/**
 * The storage server that works in this program, as its operator sees it: {@code OwnStorage} is
 * that server, and {@code StorageRoutes} show it as a page and as JSON.
 */
package org.truckee.web.storage;
