package org.truckee;

import java.util.Objects;

/**
 * The thing that a failure is about: the word for what it is, and the name that people know it by.
 * It is never a capability or a secret.
 *
 * @param word for example {@code server}; empty where the name says it
 * @param name for example the server's short name; empty where the word is enough
 */
public record Subject(String word, String name) {
  /** No particular thing: the reasons of the failure are whole clauses. */
  public static final Subject NONE = new Subject("", "");

  /** Checks that both are there. */
  public Subject {
    Objects.requireNonNull(word, "word");
    Objects.requireNonNull(name, "name");
  }

  /** A server, by its short name. */
  public static Subject server(String name) {
    return new Subject("server", name);
  }

  /** A share, by its number. */
  public static Subject share(int number) {
    return new Subject("share", Integer.toString(number));
  }

  /** A share that a server has. */
  public static Subject share(int number, String server) {
    return new Subject("share", number + " on server " + server);
  }

  /** A directory, by its storage index. */
  public static Subject directory(Object storageIndex) {
    return new Subject("directory", storageIndex.toString());
  }

  /** A thing that is known by its name alone, such as a file of this machine. */
  public static Subject named(Object name) {
    return new Subject("", name.toString());
  }

  /** The words of {@code clause} about it. */
  String with(String clause) {
    return String.join(" ", word, name, clause).strip();
  }
}
