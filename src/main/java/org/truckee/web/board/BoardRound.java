package org.truckee.web.board;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.platform.BlockingWork;

/**
 * One question to each node of a board and to each introducer, a few at a time. A node that fails
 * costs its own figures, and the log tells of it once until it answers again.
 */
final class BoardRound {
  private static final Logger LOG = LoggerFactory.getLogger(BoardRound.class);
  private static final int AT_ONCE = 16;
  private static final int LONGEST_ADDRESS = 300;
  private static final double MOST_FOLLOWERS = 1e6;

  private final List<Asked> nodes = new ArrayList<>();
  private final List<BoardQuestions.Introduction> introducers;
  private final BoardQuestions questions;
  private final BlockingWork work;
  private final Map<Integer, NodeAnswer.State> told = new HashMap<>();

  /**
   * What came back.
   *
   * @param followers the gateways of each introducer; empty for one that did not tell
   */
  record Answers(List<NodeAnswer> nodes, List<OptionalDouble> followers) {
    /** Takes copies. */
    Answers {
      nodes = List.copyOf(nodes);
      followers = List.copyOf(followers);
    }
  }

  /** A node, its place among all, and its number among those of its kind. */
  private record Asked(BoardNode node, int place, int number) {}

  BoardRound(
      List<BoardNode> nodes,
      List<BoardQuestions.Introduction> introducers,
      BoardQuestions questions,
      BlockingWork work) {
    Map<BoardNode.Kind, Integer> numbers = new EnumMap<>(BoardNode.Kind.class);
    for (BoardNode node : nodes) {
      int number = node.own() ? 0 : numbers.merge(node.kind(), 1, Integer::sum);
      this.nodes.add(new Asked(node, this.nodes.size(), number));
    }
    this.introducers = List.copyOf(introducers);
    this.questions = questions;
    this.work = work;
  }

  /** Asks all of them, and never fails. */
  Future<Answers> ask() {
    Map<Integer, NodeAnswer> answers = new HashMap<>();
    Iterator<Asked> rest = nodes.iterator();
    List<Future<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) lanes.add(lane(rest, answers));
    List<Future<OptionalDouble>> followers = introducers.stream().map(this::followers).toList();
    return Future.join(lanes)
        .compose(asked -> Future.join(followers))
        .map(
            asked ->
                new Answers(
                    answers.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                        .map(Map.Entry::getValue)
                        .toList(),
                    followers.stream().map(Future::result).toList()));
  }

  private Future<Void> lane(Iterator<Asked> rest, Map<Integer, NodeAnswer> answers) {
    if (!rest.hasNext()) return Future.succeededFuture();
    Asked next = rest.next();
    return ask(next)
        .onSuccess(answer -> answers.put(next.place(), answer))
        .compose(answered -> lane(rest, answers));
  }

  private Future<NodeAnswer> ask(Asked one) {
    BoardNode node = one.node();
    return work.ask(() -> place(node.place()))
        .compose(
            found ->
                questions
                    .metrics(found.address())
                    .compose(text -> work.ask(() -> answer(one, text, found.disk()))))
        .recover(failure -> Future.succeededFuture(silent(one, failure)))
        .onSuccess(answer -> note(one, answer.state()));
  }

  private static NodeAnswer silent(Asked one, Throwable failure) {
    LOG.debug("{}: {}", one.node().place(), FailureText.sentence(failure));
    return new NodeAnswer(
        one.node(), one.number(), NodeAnswer.State.SILENT, Optional.empty(), Optional.empty());
  }

  private static NodeAnswer answer(Asked one, byte[] text, Optional<FileStore> disk) {
    Optional<NodeWord> word = NodeWord.parse(one.node().kind(), text);
    NodeAnswer.State state =
        word.map(said -> said.odd() ? NodeAnswer.State.ODD : NodeAnswer.State.TELLS)
            .orElse(NodeAnswer.State.OTHER);
    return new NodeAnswer(one.node(), one.number(), state, word, disk.map(Object.class::cast));
  }

  /** The log is the operator's, and may name addresses. */
  private void note(Asked one, NodeAnswer.State now) {
    NodeAnswer.State before = told.put(one.place(), now);
    if (before == now || (before == null && now == NodeAnswer.State.TELLS)) return;
    String title = one.node().kind().title().toLowerCase(Locale.ROOT);
    if (now == NodeAnswer.State.TELLS)
      LOG.info("the {} at {} answers the board again", title, one.node().place());
    else LOG.warn("the board asked the {} at {}: it {}", title, one.node().place(), now);
  }

  /** The address of an admin port, and the disk of a storage server of this machine. */
  private record Found(URI address, Optional<FileStore> disk) {}

  /** Looks for the admin port. Blocks. */
  private static Found place(BoardNode.Place place) throws IOException {
    if (place.address().isPresent()) return new Found(place.address().get(), Optional.empty());
    Path directory = place.directory().orElseThrow();
    Path file = directory.resolve("admin.url");
    if (Files.size(file) > LONGEST_ADDRESS) throw new IOException(file + " holds no address");
    Path storage = directory.resolve("storage");
    Optional<FileStore> disk =
        Files.isDirectory(storage) ? Optional.of(Files.getFileStore(storage)) : Optional.empty();
    return new Found(BoardNode.address(Files.readString(file).strip()), disk);
  }

  private Future<OptionalDouble> followers(BoardQuestions.Introduction introducer) {
    return introducer
        .ask()
        .compose(text -> work.ask(() -> followers(text)))
        .otherwise(OptionalDouble.empty());
  }

  private static OptionalDouble followers(byte[] text) {
    Object told = new JsonObject(new String(text, StandardCharsets.UTF_8)).getValue("followers");
    if (!(told instanceof Number number)) return OptionalDouble.empty();
    double value = number.doubleValue();
    return value >= 0 && value <= MOST_FOLLOWERS
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }
}
