/** The answers to readers of files and directories: contents, listings and descriptions. */
package org.truckee.web.reading;
