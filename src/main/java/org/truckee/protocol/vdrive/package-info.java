/** The messages and paths of the vdrive service. */
package org.truckee.protocol.vdrive;
