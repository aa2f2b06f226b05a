package org.truckee.protocol.announcement;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A part of a node's configuration that can't be used as it stands, beside others that can. An
 * entry that does not look like a name may hold a secret: of it only the place is told.
 *
 * @param setting the key of the configuration
 * @param entry which entry of a list it is, by its name or its place; empty if the setting has no
 *     list
 * @param reason the fault of the entry
 * @param partly whether the rest of the entry is used
 */
public record UnusableEntry(String setting, String entry, String reason, boolean partly) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Checks that nothing is missing. */
  public UnusableEntry {
    Objects.requireNonNull(setting, "setting");
    Objects.requireNonNull(entry, "entry");
    Objects.requireNonNull(reason, "reason");
  }

  /** An entry of a list that is not used at all. */
  public static UnusableEntry of(String setting, String entry, String reason) {
    return new UnusableEntry(setting, entry, reason, false);
  }

  /** A setting of one value, which is not used. */
  public static UnusableEntry of(String setting, String reason) {
    return new UnusableEntry(setting, "", reason, false);
  }

  /** The words of messages for the entry {@code name} at {@code place}, counted from 1. */
  public static String called(String name, int place) {
    return PLAIN.matcher(name).matches() ? name : "number " + place;
  }

  /** The complaint, as it stands after the name of the setting. */
  public String complaint() {
    if (entry.isEmpty()) return "can't be used: " + reason;
    return "has an entry "
        + entry
        + (partly ? " of which not everything is used: " : " that can't be used: ")
        + reason;
  }

  /** The setting, and the complaint about it. */
  @Override
  public String toString() {
    return "\"" + setting + "\" " + complaint();
  }
}
