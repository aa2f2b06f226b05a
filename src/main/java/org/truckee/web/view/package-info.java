/** What is shown of the grid, of directories and of files, as the contents of pages. */
package org.truckee.web.view;
