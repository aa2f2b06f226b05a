/**
 * Failures as people and programs are told of them: statuses, sentences, and the list of what could
 * not be read.
 */
package org.truckee.web.failure;
