package org.truckee.cli.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import org.truckee.cli.tree.Sizes;
import org.truckee.crypto.StorageIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings back shares that a storage server let go. */
@Command(
    name = "undelete",
    description = {
      "Brings back shares that a storage server let go since their leases had ended.",
      "They are kept in its trash for a week. Those that come back have a lease of 31 days, so that"
          + " their owner has time to renew his own. Without a storage index or a date, the days on"
          + " which shares went are listed."
    })
final class StorageUndeleteCommand implements Callable<Integer> {
  private static final String TRASH = "/private/storage/trash";

  private final Session session;

  @Mixin private NodeOptions node;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Bring back all that went on DATE or later, such as 2026-01-31 (in UTC).")
  private LocalDate since;

  @Parameters(
      paramLabel = "STORAGEINDEX",
      arity = "0..*",
      description = "The storage index of a file whose shares are to come back.")
  private List<String> storageIndexes = List.of();

  StorageUndeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    List<StorageIndex> files = storageIndexes.stream().map(StorageUndeleteCommand::parse).toList();
    if (since != null && !files.isEmpty())
      throw CommandFailure.usage("--since brings back all files, and needs no storage index");
    WebApi api = new OwnServer(node.directory()).api();
    if (since != null) return undeleteSince(api);
    if (files.isEmpty()) return list(api);
    int code = ExitCodes.OK;
    for (StorageIndex file : files) if (!undelete(api, file)) code = ExitCodes.NOT_FOUND;
    return code;
  }

  private static StorageIndex parse(String text) {
    try {
      return StorageIndex.parse(text);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("not a storage index: " + Quoting.quoted(text));
    }
  }

  private int undeleteSince(WebApi api) throws IOException {
    long restored = restored(api, Query.of("undelete").with("since", since.toString()));
    session.out().println("Brought back " + shares(restored) + " that went since " + since);
    return ExitCodes.OK;
  }

  /** Returns whether there were any. */
  private boolean undelete(WebApi api, StorageIndex storageIndex) throws IOException {
    long restored =
        restored(api, Query.of("undelete").with("storage-index", storageIndex.toString()));
    if (restored > 0)
      session.out().println("Brought back " + shares(restored) + " of " + storageIndex);
    else session.err().println("No shares of " + storageIndex + " are in the trash");
    return restored > 0;
  }

  private static long restored(WebApi api, Query query) throws IOException {
    return api.post(TRASH + query, "").json().path("restored").asLong();
  }

  private int list(WebApi api) throws IOException {
    JsonNode days = api.get(TRASH).json();
    if (days.isEmpty()) session.out().println("The trash is empty");
    for (JsonNode day : days)
      session
          .out()
          .println(
              "%s  %s, %s, kept until %s"
                  .formatted(
                      Quoting.plain(day.path("date").asText()),
                      shares(day.path("shares").asLong()),
                      Sizes.decimal(day.path("bytes").asLong()),
                      Quoting.plain(day.path("kept-until").asText())));
    return ExitCodes.OK;
  }

  private static String shares(long number) {
    return number + (number == 1 ? " share" : " shares");
  }
}
