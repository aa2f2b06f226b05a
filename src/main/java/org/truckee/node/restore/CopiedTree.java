package org.truckee.node.restore;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.truckee.TrashMark;
import org.truckee.cap.Capability;
import org.truckee.cap.VerifyCap;
import org.truckee.cli.gateway.GatewayListing;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.link.RestoreTally;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.dirnode.Child;
import org.truckee.vdrive.VdriveCopy;

/**
 * A tree in a copy of a vdrive server, compared with the living drive: all of it is read before
 * anything is changed, and of it, only the links to be made are remembered. Links that were made
 * since the copy stay. Blocks.
 */
public final class CopiedTree {
  /** The most links in one request. */
  private static final int LINKS_AT_ONCE = 500;

  private final CopiedDrive then;
  private final LivingDrive now;
  private final GridPath place;
  private final boolean replace;
  private final Set<VerifyCap> seen = new HashSet<>();
  private final Deque<Below> ahead = new ArrayDeque<>();
  private final List<MissingLinks> toMake = new ArrayList<>();
  private long directories;
  private long left;
  private long damaged;
  private long back;

  /** A directory to look through, with its place in the living drive. */
  private record Below(GridPath place, Capability directory) {}

  private CopiedTree(CopiedDrive then, LivingDrive now, GridPath place, boolean replace) {
    this.then = then;
    this.now = now;
    this.place = place;
    this.replace = replace;
  }

  /**
   * Compares what {@code copy} has at {@code place} with what the gateway of {@code api} shows
   * there. Fails if the copy has nothing there, and unless {@code replace} says that it goes, if
   * something else is there now.
   */
  public static CopiedTree compare(VdriveCopy copy, WebApi api, GridPath place, boolean replace)
      throws IOException {
    CopiedTree tree = new CopiedTree(new CopiedDrive(copy), new LivingDrive(api), place, replace);
    tree.begin(tree.now.writable(new GridPath(place.root(), List.of(), true)));
    while (!tree.ahead.isEmpty()) tree.look(tree.ahead.pop());
    return tree;
  }

  private void begin(Capability root) throws IOException {
    if (place.isRoot()) {
      if (then.children(root).isEmpty()) throw CopiedDrive.foreign();
      ahead.add(new Below(place, root));
      return;
    }
    Child child = then.find(root, place.path());
    if (child.isLost()) throw CommandFailure.failed("the backup has it damaged");
    Map<String, GridNode> there = Map.of();
    Optional<GatewayListing> occupant = now.at(place);
    if (occupant.isPresent()) there = Map.of(child.name(), occupant.get().node());
    MissingLinks top = MissingLinks.of(place.parent(), List.of(child), there);
    if (!replace && !top.taken().isEmpty()) throw taken();
    note(top);
    descend(place, child);
  }

  private static boolean isNoTrash(Child child) {
    return !TrashMark.isOn(child.name(), child.metadata().fields()::containsKey);
  }

  private CommandFailure taken() {
    return CommandFailure.failed(
        "something else is at "
            + Quoting.plain(String.join("/", place.path()))
            + " now, and nothing was changed: move it away, or have it replaced (--replace)");
  }

  private void descend(GridPath at, Child child) {
    child
        .target()
        .strongest()
        .filter(Capability::isDirectory)
        .filter(directory -> directory.verifyCap().filter(seen::add).isPresent())
        .ifPresent(directory -> ahead.add(new Below(at, directory)));
  }

  /** Compares a directory with what it is now, if it is in the copy. */
  private void look(Below below) throws IOException {
    Optional<List<Child>> children = then.children(below.directory());
    if (children.isEmpty()) return;
    GatewayListing there =
        now.at(GridPath.ofCap(below.directory().toUri(), "")).orElseThrow(() -> lost(below));
    MissingLinks links =
        MissingLinks.of(
            below.place(),
            children.get().stream().filter(CopiedTree::isNoTrash).toList(),
            there.children());
    if (there.node().writeCap().isPresent()) {
      directories++;
      note(links);
    }
    for (Child child : links.same()) descend(below.place().child(child.name()), child);
    for (Child child : links.free()) descend(below.place().child(child.name()), child);
    if (replace)
      for (Child child : links.taken()) descend(below.place().child(child.name()), child);
  }

  /** Counts {@code links}, and remembers those that are to be made. */
  private void note(MissingLinks links) {
    damaged += links.damaged();
    if (!replace) left += links.taken().size();
    MissingLinks needed = links.needed(replace);
    if (needed.number() > 0) toMake.add(needed);
  }

  private static CommandFailure lost(Below below) {
    return CommandFailure.notFound(
        "the vdrive server has lost the directory "
            + Quoting.plain(String.join("/", below.place().path()))
            + ", and nothing was changed: \"truckee vdrive restore FILE\" at the server brings it"
            + " back first");
  }

  /** Makes all links that are missing, the one of the tree itself first. */
  public void bringBack() throws IOException {
    if (!place.isRoot() && toMake.stream().anyMatch(this::isOfTop)) now.make(place.parent());
    for (MissingLinks links : toMake) {
      link(links.place(), links.free(), false);
      link(links.place(), links.taken(), true);
    }
  }

  private boolean isOfTop(MissingLinks links) {
    return links.place().equals(place.parent()) && !links.free().isEmpty();
  }

  private void link(GridPath at, List<Child> children, boolean replacing) throws IOException {
    for (int i = 0; i < children.size(); i += LINKS_AT_ONCE) {
      List<Child> some = children.subList(i, Math.min(children.size(), i + LINKS_AT_ONCE));
      now.link(at, some, replacing);
      back += some.size();
    }
  }

  /** The sentence about a {@link #bringBack} that failed. */
  public String halfway() {
    long all = toMake.stream().mapToLong(MissingLinks::number).sum();
    return back
        + " of "
        + RestoreTally.counted(all, "entry", "entries")
        + " are back; the same command brings the rest back, too";
  }

  /** The sentence about what {@link #bringBack} does. */
  public String told() {
    RestoreTally tally =
        new RestoreTally(
            toMake.stream().mapToLong(links -> links.free().size()).sum(),
            toMake.stream().mapToLong(links -> links.taken().size()).sum(),
            Math.max(1, directories),
            left);
    String damage = damaged == 0 ? "" : "; " + damaged + " are damaged in the backup";
    return tally.told() + damage + ".";
  }

  /** The exit code, which tells whether entries of the copy are damaged, and so were left out. */
  public int exitCode() {
    return damaged == 0 ? ExitCodes.OK : ExitCodes.INCOMPLETE;
  }
}
