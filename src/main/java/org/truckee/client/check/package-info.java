/**
 * The health of files and directories: a {@link org.truckee.client.check.Checker} asks every server
 * for one of them, a {@link org.truckee.client.check.DeepCheck} goes through a tree.
 */
package org.truckee.client.check;
