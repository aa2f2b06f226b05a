package org.truckee.client;

/** The origin of an immutable file's key. */
public enum KeySource {
  /** Its contents: equal files have equal capabilities and share their shares. */
  CONVERGENT,
  /** Chance: nobody can tell from the shares whether two files are equal. */
  RANDOM
}
