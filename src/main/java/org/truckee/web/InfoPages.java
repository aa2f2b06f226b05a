package org.truckee.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.LitCap;
import org.truckee.client.directory.Place;
import org.truckee.dirnode.Target;
import org.truckee.web.page.Address;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.InfoPage;
import org.truckee.web.page.Pages;

/** {@code t=info}: what is known of a file or directory, for people. */
final class InfoPages {
  private final Pages pages;

  InfoPages(Pages pages) {
    this.pages = pages;
  }

  /** What is known of what is at {@code place}. */
  Reply info(Place place) {
    Target target = place.target();
    Optional<Capability> cap = target.strongest();
    boolean known = target.kind() != Target.Kind.UNKNOWN;
    String href = cap.map(named -> Address.of(named.toUri()).toString()).orElse("");
    return new PageReply(
        pages,
        new InfoPage(
            title(target),
            List.of(),
            known ? href : "",
            target.kind() == Target.Kind.DIRECTORY,
            facts(target),
            rights(target),
            known ? href + "?t=check" : "",
            known ? href + "?t=json" : ""));
  }

  private static String title(Target target) {
    return switch (target.kind()) {
      case DIRECTORY -> "About this directory";
      case FILE -> "About this file";
      case UNKNOWN -> "About this capability";
    };
  }

  private static List<Fact> facts(Target target) {
    Optional<Capability> cap = target.strongest();
    if (target.kind() == Target.Kind.UNKNOWN)
      return List.of(new Fact("Kind", "malformed, or of a kind that this gateway does not know"));
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Kind", kind(target.kind(), cap.get())));
    NodeJson.size(cap.get())
        .ifPresent(
            size -> facts.add(new Fact("Size", Amount.bytes(size) + " (" + size + " bytes)")));
    if (cap.get() instanceof ChkReadCap chk)
      facts.add(
          new Fact(
              "Encoding",
              "any " + chk.needed() + " of " + chk.total() + " shares give the file back"));
    VisitJson.storageIndex(target).ifPresent(index -> facts.add(new Fact("Storage index", index)));
    return facts;
  }

  private static String kind(Target.Kind kind, Capability cap) {
    if (cap instanceof LitCap) return "file so small that its link holds it; it is on no server";
    String thing = kind == Target.Kind.DIRECTORY ? "directory" : "file";
    return thing + (cap.isMutable() ? " that can be changed" : " that never changes");
  }

  private static List<InfoPage.Right> rights(Target target) {
    List<InfoPage.Right> rights = new ArrayList<>();
    target.read().ifPresent(cap -> add(rights, "Anyone who has this link can read it.", cap));
    target.write().ifPresent(cap -> add(rights, "Anyone who has this link can change it.", cap));
    VisitJson.verifyCap(target)
        .ifPresent(
            verify ->
                rights.add(
                    new InfoPage.Right(
                        "With this, anyone can check that it is whole, without reading it.",
                        verify.toUri(),
                        "")));
    return rights;
  }

  private static void add(List<InfoPage.Right> rights, String may, Capability cap) {
    rights.add(new InfoPage.Right(may, cap.toUri(), Address.of(cap.toUri()).toString()));
  }
}
