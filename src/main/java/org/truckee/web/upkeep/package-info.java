/** The gateway's upkeep as its owner sees and steers it: {@code /upkeep}. */
package org.truckee.web.upkeep;
