/**
 * Who may do what: requests from other sites, the owner's doors, wrong secrets, and the settings
 * that say so.
 */
package org.truckee.web.guard;
