package org.truckee.node.announcement;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.Version;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.node.config.ConfiguredStorage;
import org.truckee.node.config.ConfiguredVdrive;
import org.truckee.node.config.GlobalRoot;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.protocol.account.Admission;
import org.truckee.protocol.announcement.AnnouncedService;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.protocol.announcement.AnnouncedVdrive;
import org.truckee.protocol.announcement.Announcement;

/** What a node says of its storage and vdrive roles, under its signature. */
public record Announcements(
    NodeDirectory directory, NodeConfig config, Nurls nurls, SecureRandom random) {
  private static final InstantSource CLOCK = InstantSource.system();

  /** Those of now, for the roles behind {@code port}. Blocks. */
  public List<Announcement> sign(int port) throws IOException {
    Ed25519SigningKey key = directory.secrets().signingKey();
    List<AnnouncedService> services = new ArrayList<>();
    if (config.storage().isPresent()) services.add(storage(key, port));
    config.vdrive().ifPresent(vdrive -> services.add(vdrive(vdrive, port)));
    return services.stream()
        .map(service -> AnnouncedService.sign(key, service, CLOCK.millis(), nonce()))
        .toList();
  }

  private AnnouncedStorage storage(Ed25519SigningKey key, int port) throws IOException {
    return new AnnouncedStorage(
        config.nickname(),
        nurls.of(Nurls.STORAGE, port),
        nurls.certificate().tubId(),
        Version.TEXT,
        Optional.of(directory.tahoe().permutationSeed(key.verifyingKey().bytes())),
        admission());
  }

  /** The operator's word; {@code BAD_CONFIG} if it was given to another server. */
  private Optional<Admission> admission() {
    Optional<Admission> word =
        config.storage().flatMap(ConfiguredStorage::accounts).flatMap(taken -> taken.admission());
    if (word.isPresent() && !word.get().admits(nurls.certificate().spkiHash()))
      throw new GridException(
          GridException.Kind.BAD_CONFIG,
          Subject.named(directory.key("storage.accounts").words("admission")),
          "is not what the operator signed for this server",
          "truckee account admit NURL makes it");
    return word;
  }

  private AnnouncedVdrive vdrive(ConfiguredVdrive vdrive, int port) {
    return new AnnouncedVdrive(
        config.nickname(), nurls.of(Nurls.VDRIVE, port), root(vdrive.globalRoot()), Version.TEXT);
  }

  private Optional<Capability> root(GlobalRoot wanted) {
    return switch (wanted) {
      case NONE -> Optional.empty();
      case READ_ONLY -> directory.secrets().globalRoot().readCap().map(cap -> cap);
      case READ_WRITE -> Optional.of(directory.secrets().globalRoot());
    };
  }

  private Bytes nonce() {
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    return Bytes.wrap(nonce);
  }
}
