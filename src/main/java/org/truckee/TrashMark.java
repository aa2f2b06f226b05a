package org.truckee;

import java.util.function.Predicate;

/** The name and the mark by which the trash of a drive is known in the drive's root. */
public final class TrashMark {
  /** The name of the trash in the root of its drive. */
  public static final String NAME = ".trash";

  /** The field of the metadata that marks its link, and that holds the notes of its entries. */
  public static final String NOTES = "truckee-trash";

  private TrashMark() {}

  /** Returns whether a link is that of a trash, by its {@code name} and its {@code fields}. */
  public static boolean isOn(String name, Predicate<String> fields) {
    return name.equals(NAME) && fields.test(NOTES);
  }
}
