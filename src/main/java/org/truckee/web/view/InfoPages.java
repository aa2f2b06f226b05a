package org.truckee.web.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.LitCap;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.client.repair.Repairer;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.http.Address;
import org.truckee.web.json.NodeJson;
import org.truckee.web.json.VisitJson;
import org.truckee.web.page.Amount;
import org.truckee.web.page.Fact;
import org.truckee.web.page.Pages;
import org.truckee.web.page.file.InfoPage;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Call;

/** {@code t=info}: what is known of a file or directory, for people. */
public final class InfoPages {
  private final Pages pages;

  public InfoPages(Pages pages) {
    this.pages = pages;
  }

  /** The page about the thing that {@code call} is about. */
  public Reply info(Call call) {
    ResolvedPath place = call.place();
    ChildTarget target = place.target();
    boolean known = target.kind() != ChildTarget.Kind.UNKNOWN;
    boolean directory = target.kind() == ChildTarget.Kind.DIRECTORY;
    String name = place.child().map(Child::name).orElse("");
    Optional<Capability> cap = target.strongest().filter(all -> known);
    String href = cap.map(opened -> Address.of(opened.toUri()).toString()).orElse("");
    return new PageReply(
        pages,
        new InfoPage(
            title(target, name),
            call.isForRoot() ? List.of() : Trail.of(call).crumbs(),
            directory,
            facts(target),
            rights(target, name),
            new InfoPage.Actions(
                cap.map(opened -> link(target, opened, name)).orElse(""),
                known ? href + "?t=check" : "",
                cap.filter(Repairer::canRepair).isPresent(),
                directory ? href + "?t=start-deep-check&ophandle=" + pages.token() : "",
                directory ? href + "?t=start-deep-stats&output=html&ophandle=" + pages.token() : "",
                known ? href + "?t=json" : "")));
  }

  private static String title(ChildTarget target, String name) {
    if (!name.isEmpty()) return "Details of " + name;
    return switch (target.kind()) {
      case DIRECTORY -> "Details of this folder";
      case FILE -> "Details of this file";
      case UNKNOWN -> "Details of this capability";
    };
  }

  /** The address that opens {@code cap}; a file under its name, if it has one. */
  private static String link(ChildTarget target, Capability cap, String name) {
    if (target.kind() == ChildTarget.Kind.DIRECTORY)
      return Address.of(cap.toUri()).slash().toString();
    return (name.isEmpty() ? Address.of(cap.toUri()) : Address.ofFile(cap.toUri(), name))
        .toString();
  }

  private static List<Fact> facts(ChildTarget target) {
    Optional<Capability> cap = target.strongest();
    if (target.kind() == ChildTarget.Kind.UNKNOWN)
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
              "any "
                  + chk.needed()
                  + " of "
                  + chk.total()
                  + " shares are enough to restore the file"));
    VisitJson.storageIndex(target).ifPresent(index -> facts.add(new Fact("Storage index", index)));
    return facts;
  }

  private static String kind(ChildTarget.Kind kind, Capability cap) {
    if (cap instanceof LitCap) return "file so small that its link holds it; it is on no server";
    String thing = kind == ChildTarget.Kind.DIRECTORY ? "folder" : "file";
    return thing + (cap.isMutable() ? " that can be changed" : " that never changes");
  }

  private static List<InfoPage.Right> rights(ChildTarget target, String name) {
    List<InfoPage.Right> rights = new ArrayList<>();
    target
        .read()
        .map(cap -> right("Anyone with this link can read it.", target, cap, name))
        .ifPresent(rights::add);
    target
        .write()
        .map(cap -> right("Anyone with this link can change it.", target, cap, name))
        .ifPresent(rights::add);
    VisitJson.verifyCap(target)
        .ifPresent(
            verify ->
                rights.add(
                    new InfoPage.Right(
                        "Anyone with this can check its health, but not read it.",
                        verify.toUri(),
                        "")));
    return rights;
  }

  private static InfoPage.Right right(String may, ChildTarget target, Capability cap, String name) {
    boolean known = target.kind() != ChildTarget.Kind.UNKNOWN;
    return new InfoPage.Right(may, cap.toUri(), known ? link(target, cap, name) : "");
  }
}
