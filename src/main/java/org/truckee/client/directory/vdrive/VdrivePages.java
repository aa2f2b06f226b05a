package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.server.vdrive.VdriveClient;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdrivePage;

/**
 * A way through the entries of a vdrive directory, page after page: each comes once, and is
 * trusted. A way through all of them fails if some are left off; one that begins behind a slot
 * can't tell. Event loop only, but for the checks.
 */
final class VdrivePages {
  /** The number of entries that are asked for at once. */
  private static final int PAGE = 500;

  /**
   * The number of entries that are checked at once, and that are asked for first behind a slot:
   * enough for a reader who sees one page.
   */
  private static final int PART = 250;

  private final VdriveView view;
  private final VdriveMemory memory;
  private final int listing;
  private final boolean partial;
  private Optional<Slot> last;
  private Optional<Asked> ahead = Optional.empty();
  private Optional<Asked> current = Optional.empty();
  private int checked;
  private boolean begun;
  private long count;
  private long expected = -1;
  private boolean ended;
  private Optional<VdriveClient.TaggedPage> whole = Optional.empty();

  /** A page that was asked for at a time. */
  private record Asked(Future<VdrivePage> page, long time) {}

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
    if (current.isEmpty()) begin(ahead.orElseGet(this::ask));
    Asked asked = current.get();
    return asked
        .page()
        .compose(
            page -> {
              if (checked == 0) askAhead(page);
              return view.codec().run(() -> check(page, asked.time()));
            });
  }

  private void begin(Asked asked) {
    ahead = Optional.empty();
    current = Optional.of(asked);
    checked = 0;
  }

  private Asked ask() {
    long now = memory.now();
    return last.isPresent() ? after(last.get()) : new Asked(first(), now);
  }

  private Asked after(Slot slot) {
    long now = memory.now();
    int limit = begun || !partial ? PAGE : PART;
    return new Asked(
        view.ask(server -> server.page(view.address(), Optional.of(slot), limit)), now);
  }

  /**
   * Asks for the page after {@code found}, while that one is checked; not after the first, of which
   * many a reader has enough.
   */
  private void askAhead(VdrivePage found) {
    List<VdriveEntry> entries = found.entries();
    if (begun && found.more() && !entries.isEmpty())
      ahead = Optional.of(after(entries.get(entries.size() - 1).slot()));
    begun = true;
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

  /** The next entries of {@code page}, checked; after its last ones, the page is done with. */
  private List<VdriveEntry> check(VdrivePage page, long asked) {
    if (checked == 0) checkHead(page);
    List<VdriveEntry> all = page.entries();
    List<VdriveEntry> some = all.subList(checked, Math.min(all.size(), checked + PART));
    for (VdriveEntry entry : some) {
      if (last.isPresent() && last.get().compareTo(entry.slot()) >= 0)
        throw view.corrupt("is listed out of order");
      view.check(page.key(), entry, asked);
      last = Optional.of(entry.slot());
    }
    checked += some.size();
    if (checked == all.size()) endPage(page);
    return some;
  }

  private void checkHead(VdrivePage page) {
    view.checkKey(page.key());
    if (expected < 0) expected = page.total();
    if (page.more() && page.entries().isEmpty()) throw view.corrupt("has a page of nothing");
  }

  private void endPage(VdrivePage page) {
    current = Optional.empty();
    count += page.entries().size();
    if (!page.more()) end();
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
