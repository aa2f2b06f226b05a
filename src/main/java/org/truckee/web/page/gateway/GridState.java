package org.truckee.web.page.gateway;

/**
 * The state of the grid, and the things that the answering servers make possible.
 *
 * @param answering how many servers answer
 * @param known how many there are
 * @param needed how many shares give a file back
 * @param happy how many servers a new file needs
 * @param total how many shares a new file has
 */
public record GridState(int answering, int known, int needed, int happy, int total) {
  /** One word for it. */
  public String word() {
    if (answering >= happy) return answering == known ? "Good" : "Good, with gaps";
    return answering >= needed ? "Reading only" : "Out of reach";
  }

  /** The class of the style for it: {@code good}, {@code warn} or {@code bad}. */
  public String level() {
    if (answering >= happy) return "good";
    return answering >= needed ? "warn" : "bad";
  }

  /** Its meaning for files, in a sentence or two. */
  public String sentence() {
    if (known == 0)
      return "No storage server is known yet. This gateway hears of them from an introducer.";
    if (answering >= happy) return all() + promise();
    if (answering >= needed)
      return all()
          + ("Files can be read while %d of their servers answer, but a new file needs %d servers."
                  + " The setting \"gateway.encoding.happy\" in conf.json says how many.")
              .formatted(needed, happy);
    return all() + "A file needs %d of them to be read.".formatted(needed);
  }

  private String all() {
    return answering == known
        ? (known == 1 ? "The one server answers. " : "All %d servers answer. ".formatted(known))
        : "%d of %d servers answer. ".formatted(answering, known);
  }

  private String promise() {
    int keepers = Math.min(total, answering);
    return keepers == 1
        ? "Files stay readable while it lives."
        : "Files stay readable while any %d of the %d servers that keep them live."
            .formatted(Math.min(needed, keepers), keepers);
  }
}
