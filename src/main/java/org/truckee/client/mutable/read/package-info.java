/**
 * The versions of mutable files that are on the grid. A {@code Survey} asks servers for their
 * shares until its {@code SurveyGoal} is reached, a {@code HeadReader} reads the heads of shares
 * and makes a {@code ShareMap}; a {@code MutableVersion} reads one version of it; {@code
 * SeenVersions} remembers the newest that was seen.
 */
package org.truckee.client.mutable.read;
