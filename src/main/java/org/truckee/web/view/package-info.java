/** The contents of pages about the grid, directories and files. */
package org.truckee.web.view;
