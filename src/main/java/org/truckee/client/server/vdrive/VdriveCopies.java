package org.truckee.client.server.vdrive;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdrivePage;

/** The copies of one directory on several vdrive servers, and the newest of them. */
final class VdriveCopies {
  /** The most entries that are compared. */
  private static final int COMPARED = 500;

  private final List<Answer> answers;

  /** The answer of {@code server}: a page, or the reason why it has none. */
  private record Answer(VdriveServer server, Optional<VdrivePage> page, Optional<Throwable> cause) {
    /** Each change of an entry makes its number larger by one. */
    long changes() {
      return page.orElseThrow().entries().stream().mapToLong(VdriveEntry::sequence).sum();
    }
  }

  private VdriveCopies(List<Answer> answers) {
    this.answers = answers;
  }

  /** Asks all of {@code servers} at once. */
  static Future<VdriveCopies> of(StorageIndex directory, List<VdriveServer> servers) {
    List<Future<Answer>> asked = servers.stream().map(server -> ask(directory, server)).toList();
    return Future.all(asked)
        .map(all -> new VdriveCopies(asked.stream().map(Future::result).toList()));
  }

  private static Future<Answer> ask(StorageIndex directory, VdriveServer server) {
    return server
        .ask(client -> client.page(directory, Optional.empty(), COMPARED))
        .map(page -> checked(directory, page))
        .map(page -> new Answer(server, Optional.of(page), Optional.empty()))
        .otherwise(failure -> new Answer(server, Optional.empty(), Optional.of(failure)));
  }

  private static VdrivePage checked(StorageIndex directory, VdrivePage page) {
    if (VdriveVerifyCap.of(page.key()).storageIndex().equals(directory)) return page;
    throw new GridException(
        GridException.Kind.NOT_FOUND, "what a vdrive server has there is another directory");
  }

  /** The server whose copy saw the most changes; empty if none has one. */
  Optional<VdriveServer> best() {
    return answers.stream()
        .filter(answer -> answer.page().isPresent())
        .max(Comparator.comparingLong(Answer::changes))
        .map(Answer::server);
  }

  /** Throws the failure of a server that did not surely deny having a copy, if there is one. */
  void checkDenied() {
    answers.stream()
        .flatMap(answer -> answer.cause().stream())
        .filter(failure -> !GridException.is(failure, GridException.Kind.NOT_FOUND))
        .findFirst()
        .ifPresent(
            failure -> {
              throw new GridException(
                  GridException.Kind.UNREACHABLE,
                  Subject.NONE,
                  FailureText.clauses(
                      "whether this directory is there is not known while a vdrive server does not"
                          + " answer",
                      failure),
                  failure);
            });
  }
}
