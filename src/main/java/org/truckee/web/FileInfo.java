package org.truckee.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.LitCap;
import org.truckee.web.page.Address;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.InfoPage;

/** {@code t=info}: what is known of a file, for people. */
final class FileInfo {
  private FileInfo() {}

  static InfoPage page(Optional<Capability> cap) {
    boolean file =
        cap.map(known -> known instanceof ChkReadCap || known instanceof LitCap).orElse(false);
    String href = cap.map(known -> Address.of(known.toUri()).toString()).orElse("");
    return new InfoPage(
        file ? "About this file" : "About this capability",
        List.of(),
        file ? href : "",
        cap.map(Capability::isDirectory).orElse(false),
        facts(cap),
        cap.map(FileInfo::rights).orElse(List.of()),
        "",
        file ? href + "?t=json" : "");
  }

  private static List<Fact> facts(Optional<Capability> cap) {
    if (cap.isEmpty())
      return List.of(new Fact("Kind", "malformed, or of a kind that this gateway does not know"));
    if (cap.get() instanceof ChkReadCap chk)
      return List.of(
          new Fact("Kind", "file that never changes"),
          new Fact("Size", Amount.bytes(chk.size()) + " (" + chk.size() + " bytes)"),
          new Fact(
              "Encoding",
              "any " + chk.needed() + " of " + chk.total() + " shares give the file back"),
          new Fact("Storage index", chk.storageIndex().toString()));
    if (cap.get() instanceof LitCap literal)
      return List.of(
          new Fact("Kind", "file so small that its link holds it; it is on no server"),
          new Fact("Size", Amount.of(literal.contents().size(), "byte")));
    return List.of(new Fact("Kind", cap.get().isDirectory() ? "directory" : "file"));
  }

  private static List<InfoPage.Right> rights(Capability cap) {
    List<InfoPage.Right> rights = new ArrayList<>();
    rights.add(
        new InfoPage.Right(
            "Anyone who has this link can read it.",
            cap.toUri(),
            Address.of(cap.toUri()).toString()));
    cap.verifyCap()
        .ifPresent(
            verify ->
                rights.add(
                    new InfoPage.Right(
                        "With this, anyone can check that it is whole, without reading it.",
                        verify.toUri(),
                        "")));
    return rights;
  }
}
