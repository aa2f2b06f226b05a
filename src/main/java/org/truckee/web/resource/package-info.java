/**
 * Files and directories as the web API offers them: a handler for each address, an answer for each
 * method.
 */
package org.truckee.web.resource;
