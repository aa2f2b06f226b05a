package org.truckee.cli.link;

/**
 * The numbers of a tree that was brought back.
 *
 * @param restored the links that were missing
 * @param replaced the links that led to something else
 * @param directories the directories that were looked through
 * @param left the links that lead to something else, and were left alone
 */
public record RestoreTally(long restored, long replaced, long directories, long left) {
  /** The sentence about them, without its full stop. */
  public String told() {
    return "Restored %s and replaced %s in %s%s"
        .formatted(
            counted(restored, "entry", "entries"),
            counted(replaced, "entry", "entries"),
            counted(directories, "directory", "directories"),
            left == 0 ? "" : "; " + left + " lead to something else now and were left alone");
  }

  /** {@code number} of things, of which {@code one} is one and {@code many} are several. */
  public static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
