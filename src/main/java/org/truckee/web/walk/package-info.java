/**
 * Slow work on whole trees: checks, manifests and statistics, as operations with a handle or as
 * streams.
 */
package org.truckee.web.walk;
