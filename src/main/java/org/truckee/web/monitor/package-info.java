/** The gateway's answers about itself to programs: counters, metrics, status and log. */
package org.truckee.web.monitor;
