package org.truckee.client.repair;

import org.truckee.client.check.CheckOptions;

/**
 * The thoroughness of a repair.
 *
 * @param check the check before it and after it
 * @param force whether a mutable file may get a new version, where only that heals it
 */
public record RepairOptions(CheckOptions check, boolean force) {}
