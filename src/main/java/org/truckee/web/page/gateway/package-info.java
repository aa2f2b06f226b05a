/** Pages of the gateway itself: its grid, its transfers, its slow work, its figures. */
package org.truckee.web.page.gateway;
