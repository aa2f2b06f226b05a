package org.truckee.node.role;

import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.GridException;
import org.truckee.Version;
import org.truckee.client.Gateway;
import org.truckee.client.GatewayConfig;
import org.truckee.client.server.introducer.AnnouncementCache;
import org.truckee.node.account.OperatorsNames;
import org.truckee.node.config.ConfiguredGateway;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.WebAccess;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.RepeatedLook;
import org.truckee.platform.Timers;
import org.truckee.protocol.Blacklist;
import org.truckee.protocol.announcement.Host;
import org.truckee.web.admission.Admissions;
import org.truckee.web.board.Board;
import org.truckee.web.board.BoardNode;
import org.truckee.web.board.BoardSettings;
import org.truckee.web.guard.Openness;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.guard.WebSettings;
import org.truckee.web.ledger.AccountNames;
import org.truckee.web.member.Members;
import org.truckee.web.record.DailyFiles;
import org.truckee.web.record.RecordMark;
import org.truckee.web.record.RecordWriter;
import org.truckee.web.record.RequestRecord;

/** What the configuration of a node's gateway says of its web port. */
record GatewayWeb(NodeDirectory directory, NodeConfig config, ConfiguredGateway gateway) {
  /** The settings of the web port. */
  WebSettings settings() {
    WebAccess access = gateway.web().access();
    Openness openness = gateway.web().strangers().openness();
    return new WebSettings(
        new WebSettings.Name(config.nickname(), Version.TEXT),
        hosts(access),
        new OwnerRights(
            access.hosts().isEmpty() && !openness.open(),
            access.secret(),
            Optional.of(directory.secrets().apiToken()),
            access.localFolders()),
        WebSettings.USUAL_SILENCE_MILLIS,
        access.proxies(),
        openness);
  }

  /** The board that it shows, if it shows one: it asks this node, too. */
  Optional<Board> board(Vertx vertx, InstantSource clock, Gateway grid) {
    return gateway
        .board()
        .map(named -> new BoardSettings(ownNodes()).and(named.from(directory.root()).nodes()))
        .map(
            named ->
                new Board(
                    vertx, clock, named, config.introducers(), grid, directory.gateway().board()));
  }

  /** The look at the list of what {@code serving} gives to nobody from now on. */
  RepeatedLook blacklist(Vertx vertx, Timers timers, Gateway serving) {
    Blacklist list = Blacklist.in(directory.gateway().blacklist());
    serving.prohibit(list);
    return new RepeatedLook(timers, BlockingWork.of(vertx), list::look);
  }

  /** The writer of the record of requests, if one is kept. */
  Optional<RecordWriter> recordWriter(Vertx vertx, InstantSource clock) {
    return gateway
        .web()
        .strangers()
        .recorded()
        .map(keep -> new DailyFiles(directory.gateway().records(), keep, clock))
        .map(files -> new RecordWriter(vertx, files));
  }

  /** What accounts are called by their operator, if that is who has this node. */
  AccountNames accountNames(Vertx vertx) {
    BlockingWork disk = BlockingWork.of(vertx);
    return () -> disk.ask(() -> OperatorsNames.in(directory.root()));
  }

  /** The record that {@code writer} writes. */
  RequestRecord record(RecordWriter writer, InstantSource clock) {
    return new RequestRecord(new RecordMark(directory.secrets().auditKey()), writer, clock);
  }

  /**
   * Forgets a server, unless the configuration names it and would bring it back with the next
   * start.
   */
  void forget(AnnouncementCache cache, String id) {
    if (config.peers().servers().stream().anyMatch(server -> server.serverId().equals(id)))
      throw new GridException(
          GridException.Kind.CONFLICT,
          "this server stands in the configuration of the gateway: remove its entry from"
              + " \"servers\" there, and restart the gateway");
    if (!cache.forget(id))
      throw new GridException(
          GridException.Kind.NOT_FOUND, "this gateway knows no server of that id");
  }

  /** The members that it has, if it has some; they are not opened. */
  Optional<Members> members(Vertx vertx, InstantSource clock, SecureRandom random) {
    return gateway
        .web()
        .access()
        .members()
        .map(named -> new Members(vertx, directory.gateway().members(), named, clock, random));
  }

  /** The admission of strangers, if they need one; it is not opened. */
  Optional<Admissions> admissions(Vertx vertx, InstantSource clock, SecureRandom random) {
    return gateway
        .web()
        .strangers()
        .admission()
        .map(
            named ->
                new Admissions(
                    vertx,
                    directory.gateway().admissions(),
                    named,
                    directory.secrets().admissionKey(),
                    clock,
                    random));
  }

  /** The parts that every transfer of the gateway has in common. */
  GatewayConfig files() {
    return new GatewayConfig(
        gateway.files(),
        directory.secrets().convergence(),
        directory.secrets().leaseSecret(),
        directory.gateway().temporary(config));
  }

  private List<BoardNode> ownNodes() {
    List<BoardNode> own = new ArrayList<>();
    if (config.storage().isPresent()) own.add(own(BoardNode.Kind.STORAGE));
    if (config.vdrive().isPresent()) own.add(own(BoardNode.Kind.VDRIVE));
    own.add(own(BoardNode.Kind.GATEWAY));
    return own;
  }

  private BoardNode own(BoardNode.Kind kind) {
    return new BoardNode(kind, BoardNode.Place.in(directory.root()), true);
  }

  /**
   * The names that browsers may use: what is configured, and the name that the port is bound to.
   */
  private Set<String> hosts(WebAccess access) {
    Set<String> hosts = new TreeSet<>(access.hosts());
    hosts.add(Host.forSocket(gateway.web().address().host()));
    return hosts;
  }
}
