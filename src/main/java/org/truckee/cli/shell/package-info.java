/**
 * Help at a prompt: completions for shells, manual pages, and the words for a line that is wrong.
 */
package org.truckee.cli.shell;
