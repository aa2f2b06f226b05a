package org.truckee.node.role;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.AliasFile;
import org.truckee.client.Gateway;
import org.truckee.client.directory.vdrive.Roots;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.client.upkeep.UpkeepGrid;
import org.truckee.client.upkeep.UpkeepRoots;
import org.truckee.client.upkeep.entrust.CareReports;
import org.truckee.client.upkeep.entrust.Entrustments;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.crypto.StorageIndex;
import org.truckee.node.config.ConfiguredGateway;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.web.member.Members;
import org.truckee.worker.Machine;

/** Puts the upkeep of a node's gateway together. */
record GatewayUpkeep(NodeDirectory directory, ConfiguredGateway settings) {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayUpkeep.class);

  /** The upkeep of what {@code gateway} keeps, below its {@code drives}. */
  Upkeep of(Vertx vertx, Machine machine, Gateway gateway, Roots roots, Drives drives) {
    UpkeepGrid grid =
        new UpkeepGrid(
            gateway.checker(),
            gateway.repairer(),
            gateway.auditor(),
            gateway.directories(),
            gateway.servers(),
            gateway.encoding());
    UpkeepStore store = new UpkeepStore(vertx, directory.gateway().upkeep(), machine.clock());
    Entrustments entrusted = new Entrustments(directory.gateway().entrusted(), machine.blocking());
    UpkeepRoots kept =
        new UpkeepRoots(
            () -> drive(roots),
            drives::named,
            directory.gateway().upkeepRoots(),
            entrusted,
            machine.blocking());
    drives.members().ifPresent(all -> kept.tellOfSeen(things -> keep(all, things)));
    CareReports reports =
        new CareReports(
            entrusted,
            store,
            gateway.mutableFiles(),
            directory.secrets().signingKey(),
            machine.clock());
    Upkeep upkeep = new Upkeep(machine, grid, store, kept, reports, settings.upkeep());
    gateway.tellOfThinFiles(upkeep::noteThin);
    return upkeep;
  }

  /** Has each thing in a member's drive count for the member, no matter who stored it. */
  private static Future<Void> keep(Members members, List<KeptThing> things) {
    String root = things.get(0).origin().root();
    if (!root.startsWith(Members.DRIVES)) return Future.succeededFuture();
    Map<StorageIndex, Long> files = new HashMap<>();
    for (KeptThing thing : things)
      files.put(
          thing.cap().storageIndex(), thing.cap() instanceof ChkVerifyCap file ? file.size() : 0L);
    String name = root.substring(Members.DRIVES.length(), root.length() - 1);
    return members.keep(name, files).onFailure(GatewayUpkeep::warn).otherwiseEmpty();
  }

  private static void warn(Throwable failure) {
    LOG.warn("what members keep is not counted: {}", FailureText.sentence(failure));
  }

  /** A grid without a vdrive server has no private drive, and nobody misses it. */
  private static Future<Optional<Capability>> drive(Roots roots) {
    return roots.servers().all().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : roots.own().map(Optional::of);
  }

  /**
   * The directories that a gateway keeps as drives, with a trash and upkeep: its own one, those of
   * aliases, and those of its members.
   */
  record Drives(Capability own, AliasFile aliases, Optional<Members> members) {
    /** Returns whether {@code root} is one. */
    boolean holds(Capability root) {
      return root.equals(own)
          || aliases.holds(root)
          || members.filter(all -> all.holds(root)).isPresent();
    }

    /** Those that have names, which the own one has not. Blocks. */
    Map<String, Capability> named() {
      Map<String, Capability> named = new TreeMap<>(aliases.now());
      members.ifPresent(all -> named.putAll(all.drives()));
      return named;
    }
  }
}
