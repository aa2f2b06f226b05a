package org.truckee.web.reading;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.web.json.NodeJson;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.StreamedText;

/** {@code t=json} of a directory: its children and the facts about it, sent while they are read. */
final class ListingReply implements Reply {
  private final Directory directory;
  private final ListingTexts texts;
  private boolean begun;

  /** An answer that is one of {@code texts}, or is to become one. */
  ListingReply(Directory directory, ListingTexts texts) {
    this.directory = directory;
    this.texts = texts;
  }

  @Override
  public Future<Void> send(RoutingContext ctx) {
    Listing listing = directory.list();
    return listing.state().compose(state -> send(ctx, listing, state));
  }

  private Future<Void> send(RoutingContext ctx, Listing listing, Optional<String> state) {
    Optional<List<Bytes>> known = state.flatMap(seen -> texts.get(directory.capability(), seen));
    return known.isPresent()
        ? new StreamedText(ctx, Reply.PLAIN).send(known.get())
        : listing
            .next()
            .compose(page -> make(listing, page, new StreamedText(ctx, Reply.PLAIN), state));
  }

  private Future<Void> make(
      Listing listing, List<Child> page, StreamedText out, Optional<String> state) {
    Optional<ListingTexts.Draft> draft =
        state.flatMap(seen -> texts.begin(directory.capability(), seen));
    draft.ifPresent(begun -> out.showTo(begun::add));
    out.add("[\n \"dirnode\",\n {\n  \"children\": {");
    return Future.succeededFuture()
        .compose(started -> rest(listing, page, out))
        .onComplete(made -> draft.ifPresent(ended -> ended.end(made.succeeded())));
  }

  private Future<Void> rest(Listing listing, List<Child> page, StreamedText out) {
    return page.isEmpty()
        ? finish(out)
        : children(page.iterator(), out)
            .compose(sent -> listing.next())
            .compose(next -> rest(listing, next, out));
  }

  private Future<Void> children(Iterator<Child> page, StreamedText out) {
    while (page.hasNext() && !out.isFull()) add(page.next(), out);
    return page.hasNext() || out.isFull()
        ? out.pass().compose(passed -> children(page, out))
        : Future.succeededFuture();
  }

  private void add(Child child, StreamedText out) {
    out.add(begun ? ",\n   " : "\n   ")
        .add(TahoeJson.string(child.name()))
        .add(": ")
        .add(TahoeJson.lines(NodeJson.child(child), 3));
    begun = true;
  }

  private Future<Void> finish(StreamedText out) {
    out.add(begun ? "\n  }" : "}");
    for (Map.Entry<String, Object> field : NodeJson.directory(directory.capability()).entrySet()) {
      out.add(",\n  ")
          .add(TahoeJson.string(field.getKey()))
          .add(": ")
          .add(TahoeJson.line(field.getValue()));
    }
    return out.add("\n }\n]\n").end();
  }
}
