package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.server.vdrive.VdriveClient;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.VdriveEntry;
import org.truckee.protocol.vdrive.VdrivePage;

/**
 * A way through all entries of a vdrive directory, page after page: each comes once, is trusted,
 * and none is left off. Event loop only.
 */
final class VdrivePages {
  /** The number of entries that are asked for, and then checked, at once. */
  private static final int PAGE = 500;

  private final VdriveView view;
  private final VdriveMemory memory;
  private final int listing;
  private final boolean partial;
  private Optional<Slot> last;
  private long count;
  private long expected = -1;
  private boolean ended;
  private Optional<VdriveClient.TaggedPage> whole = Optional.empty();

  /** All entries, or those behind the slot {@code after}. */
  VdrivePages(VdriveView view, Optional<Slot> after) {
    this.partial = after.isPresent();
    this.last = after;
    this.view = view;
    this.memory = view.memory();
    this.listing = memory.beginListing(view.address());
  }

  /** The next entries; none after the last. */
  Future<List<VdriveEntry>> next() {
    if (ended) return Future.succeededFuture(List.of());
    long asked = memory.now();
    Future<VdrivePage> page =
        last.isEmpty() ? first() : view.ask(client -> client.page(view.address(), last, PAGE));
    return page.compose(found -> view.codec().run(() -> check(found, asked)));
  }

  private Future<VdrivePage> first() {
    Optional<VdriveClient.TaggedPage> kept = memory.kept(view.address());
    Optional<String> tag = kept.flatMap(VdriveClient.TaggedPage::tag);
    return view.ask(client -> client.pageUnless(view.address(), PAGE, tag))
        .map(answer -> answer.or(() -> kept).map(this::keep).orElseThrow(this::unasked));
  }

  private VdrivePage keep(VdriveClient.TaggedPage tagged) {
    if (!tagged.page().more()) whole = Optional.of(tagged);
    return tagged.page();
  }

  private List<VdriveEntry> check(VdrivePage page, long asked) {
    view.checkKey(page.key());
    for (VdriveEntry entry : page.entries()) {
      if (last.isPresent() && last.get().compareTo(entry.slot()) >= 0)
        throw view.corrupt("is listed out of order");
      view.check(page.key(), entry, asked);
      last = Optional.of(entry.slot());
    }
    count += page.entries().size();
    if (expected < 0) expected = page.total();
    if (page.more() && page.entries().isEmpty()) throw view.corrupt("has a page of nothing");
    if (!page.more()) end();
    return page.entries();
  }

  private void end() {
    ended = true;
    if (partial) return;
    if (count < expected) throw view.corrupt("breaks off: some of its entries are not listed");
    memory.endListing(view.address(), listing);
    whole.ifPresent(tagged -> memory.keep(view.address(), tagged));
  }

  /** The number of entries of the directory, with removed ones; 0 if no page was asked for. */
  long total() {
    return expected;
  }

  private GridException unasked() {
    return view.corrupt("is said not to have changed since a time that nobody named");
  }
}
