/**
 * The shares that went, for a week. {@code ShareTrash} takes them and gives them back, and a {@code
 * TrashedDay} says how much went on a day.
 */
package org.truckee.storage.trash;
