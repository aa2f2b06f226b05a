package org.truckee.web.resource;

import org.truckee.dirnode.ChildTarget;

/** The kinds of things that requests of the API are for. */
enum Target {
  /** Something new that nothing is to lead to: {@code /uri}, without a capability. */
  UNLINKED("Something new"),
  /** A name in a directory, whether anything is there or not. */
  NAME("A name in a directory"),
  /** A file. */
  FILE("A file"),
  /** A directory. */
  DIRECTORY("A directory"),
  /** A thing of which this gateway knows nothing but its capability. */
  UNKNOWN("Something unknown");

  private final String title;

  Target(String title) {
    this.title = title;
  }

  /** The heading in the reference of the API. */
  String title() {
    return title;
  }

  /** The kind of {@code found}. */
  static Target of(ChildTarget found) {
    return switch (found.kind()) {
      case FILE -> FILE;
      case DIRECTORY -> DIRECTORY;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
