/** What readers get of files and directories: contents, listings and descriptions. */
package org.truckee.web.reading;
