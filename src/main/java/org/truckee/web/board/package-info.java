/**
 * The public board: how many users, files, directories, bytes and servers a grid has, over a day, a
 * month and a year, for everybody and in numbers only. A {@code Board} asks once a minute what its
 * {@code BoardNode}s tell of themselves at their admin ports, and its introducers how many gateways
 * follow; {@code Belief} decides how much each word counts, so that nobody can spoil the sums; a
 * {@code BoardSample} of it goes into the {@code BoardRings} on the disk; and {@code BoardView}
 * makes the pages and the JSON of it, once for all who ask. No address, name or capability is on
 * it.
 */
package org.truckee.web.board;
