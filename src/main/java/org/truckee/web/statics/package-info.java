/**
 * Files that never change while the gateway runs: its own, and those of a folder that the
 * configuration names.
 */
package org.truckee.web.statics;
