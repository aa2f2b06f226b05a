/**
 * Pages of the gateway itself: its grid, its transfers, its slow work, its figures, its members.
 */
package org.truckee.web.page.gateway;
