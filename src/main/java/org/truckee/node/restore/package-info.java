/**
 * The way of a tree out of a copy of a vdrive server back into the living drive: {@code
 * CopiedDrive} reads the copy, {@code LivingDrive} is what a gateway shows now, {@code
 * MissingLinks} is the difference in one directory, and {@code CopiedTree} brings it all back.
 */
package org.truckee.node.restore;
