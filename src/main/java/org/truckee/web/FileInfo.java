package org.truckee.web;

import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.LitCap;

/** {@code t=info}: what is known of a file, for people. */
final class FileInfo {
  private FileInfo() {}

  static String html(Optional<Capability> cap) {
    StringBuilder rows = new StringBuilder();
    if (cap.isEmpty()) {
      row(
          rows,
          "Kind",
          "a capability that is malformed, or of a kind that this gateway does not know");
    } else if (cap.get() instanceof ChkReadCap chk) {
      row(rows, "Kind", "immutable file");
      row(rows, "Size", chk.size() + " bytes");
      row(
          rows,
          "Encoding",
          "any " + chk.needed() + " of " + chk.total() + " shares give the file back");
      row(rows, "Storage index", chk.storageIndex().toString());
    } else if (cap.get() instanceof LitCap literal) {
      row(rows, "Kind", "immutable file, held by its capability");
      row(rows, "Size", literal.contents().size() + " bytes");
    } else {
      row(rows, "Kind", cap.get().isDirectory() ? "directory" : "file");
    }
    cap.ifPresent(known -> row(rows, "Capability", known.toUri()));
    cap.flatMap(Capability::verifyCap)
        .ifPresent(verify -> row(rows, "Verify capability", verify.toUri()));
    return "<h1>File</h1>\n<table>\n" + rows + "</table>\n<p><a href=\"/\">Back</a></p>\n";
  }

  private static void row(StringBuilder rows, String name, String value) {
    rows.append(
        "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n".formatted(name, WebText.escape(value)));
  }
}
