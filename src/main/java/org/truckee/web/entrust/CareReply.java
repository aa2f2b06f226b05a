package org.truckee.web.entrust;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.truckee.GridException;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.repair.RepairResults;
import org.truckee.protocol.entrust.Entrusted;
import org.truckee.web.failure.Explanation;
import org.truckee.web.json.RepairJson;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.StreamedText;

/**
 * The care for all that is entrusted, a few things at once: a line of JSON for each, in their order
 * and in the words of {@code stream-deep-check}. A thing that can't be looked at is told of by a
 * line that begins with {@code ERROR:}, and the others follow.
 */
record CareReply(Care care, List<Entrusted> things) implements Reply {
  private static final int AT_ONCE = 4;

  @Override
  public Future<Void> send(RoutingContext ctx) {
    StreamedText out = new StreamedText(ctx, Reply.PLAIN);
    List<Integer> starts =
        IntStream.iterate(0, at -> at < things.size(), at -> at + AT_ONCE).boxed().toList();
    return SequentialSteps.forEach(starts, start -> some(out, start)).compose(all -> out.end());
  }

  private Future<Void> some(StreamedText out, int start) {
    int end = Math.min(start + AT_ONCE, things.size());
    List<Future<String>> lines = things.subList(start, end).stream().map(this::line).toList();
    return Future.all(lines).compose(told -> out.add(String.join("", told.<String>list())).pass());
  }

  private Future<String> line(Entrusted thing) {
    return care.of(thing)
        .map(results -> TahoeJson.line(fields(thing, results)) + "\n")
        .recover(
            failure ->
                failure instanceof GridException
                    ? Future.succeededFuture(error(thing, failure))
                    : Future.failedFuture(failure));
  }

  private static String error(Entrusted thing, Throwable failure) {
    String sentence = Explanation.of(failure).sentence();
    return "ERROR: %s: %s\n".formatted(thing.file().storageIndex(), sentence);
  }

  private static Map<String, Object> fields(Entrusted thing, RepairResults results) {
    String index = thing.file().storageIndex().toString();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", List.of(index));
    fields.put("type", "file");
    fields.put("verifycap", thing.file().toUri());
    fields.put("storage-index", index);
    fields.put("check-and-repair-results", RepairJson.of(Optional.of(results)));
    return fields;
  }
}
