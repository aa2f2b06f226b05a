/** Pages of directories: their children, and the questions before a child is changed. */
package org.truckee.web.page.directory;
