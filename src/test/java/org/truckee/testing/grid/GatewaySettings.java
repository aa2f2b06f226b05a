package org.truckee.testing.grid;

import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.client.FileSettings;
import org.truckee.client.directory.DirectoryKind;
import org.truckee.client.server.Intermediary;
import org.truckee.client.server.StorageClient;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.server.vdrive.VdriveClient;
import org.truckee.placement.EncodingParameters;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.web.guard.WebSettings;

/** The settings that differ between the gateways of tests; every change makes a copy. */
public final class GatewaySettings implements Cloneable {
  /**
   * Times within which every server of a test answers, even on a machine that stands still for
   * seconds: a server that is given up for its slowness gets no share, and none is read from it.
   */
  private static final ServerTimeouts PATIENT = new ServerTimeouts(20_000, 60_000, 60_000, 20_000);

  private EncodingParameters encoding;
  private long maximumFileSize = 1L << 40;
  private long memory = 64 << 20;
  private int trashDays = 30;
  private ServerTimeouts patience = PATIENT;
  private Secret secret = new Secret(Bytes.utf8("lease secret of the tests"));
  private Secret convergence = TestGateway.CONVERGENCE;
  private WebSettings web = WebSettings.usual("gateway", "truckee/test");
  private List<DirectoryKind> directories = List.of();
  private Optional<Drive> drive = Optional.empty();
  private Optional<MemberAccount> account = Optional.empty();
  private Intermediary<StorageClient> toServers = Intermediary.none();
  private Intermediary<VdriveClient> toDrives = Intermediary.none();

  /** A vdrive server, and the directory that it announces as the shared drive's. */
  record Drive(TestVdrive server, Capability global) {}

  private GatewaySettings(EncodingParameters encoding) {
    this.encoding = encoding;
  }

  /** 3 of 10, happy with 7, in segments of 128 KiB. */
  public static GatewaySettings usual() {
    return encoding(3, 7, 10);
  }

  /** Any {@code needed} of {@code total}, in segments of 128 KiB. */
  public static GatewaySettings encoding(int needed, int happy, int total) {
    return new GatewaySettings(new EncodingParameters(needed, happy, total, 128 << 10));
  }

  /** The encoding and the secret of the gateway that the known answers were recorded at. */
  public static GatewaySettings golden() {
    byte[] counting = new byte[32];
    for (int i = 0; i < counting.length; i++) counting[i] = (byte) i;
    GatewaySettings golden = new GatewaySettings(EncodingParameters.DEFAULT);
    golden.convergence = new Secret(Bytes.wrap(counting));
    return golden;
  }

  private GatewaySettings copy() {
    try {
      return (GatewaySettings) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same with segments of at most {@code size} bytes. */
  public GatewaySettings segments(int size) {
    GatewaySettings copy = copy();
    copy.encoding =
        new EncodingParameters(encoding.needed(), encoding.happy(), encoding.total(), size);
    return copy;
  }

  /** The same for files of at most {@code size} bytes. */
  public GatewaySettings filesUpTo(long size) {
    GatewaySettings copy = copy();
    copy.maximumFileSize = size;
    return copy;
  }

  /** The same with {@code bytes} of memory for all transfers. */
  public GatewaySettings memory(long bytes) {
    GatewaySettings copy = copy();
    copy.memory = bytes;
    return copy;
  }

  /** The same with drives that keep what was taken away for so many {@code days}. */
  public GatewaySettings trash(int days) {
    GatewaySettings copy = copy();
    copy.trashDays = days;
    return copy;
  }

  /** The same with {@code time} for servers and readers. */
  public GatewaySettings patience(ServerTimeouts time) {
    GatewaySettings copy = copy();
    copy.patience = time;
    return copy;
  }

  /** The same for somebody else. */
  public GatewaySettings secret(String other) {
    GatewaySettings copy = copy();
    copy.secret = new Secret(Bytes.utf8(other));
    return copy;
  }

  /** The same for a member of the grid with {@code member}. */
  public GatewaySettings account(MemberAccount member) {
    GatewaySettings copy = copy();
    copy.account = Optional.of(member);
    return copy;
  }

  /** The account that it uses the grid with. */
  Optional<MemberAccount> account() {
    return account;
  }

  /** The same with another web port. */
  public GatewaySettings web(WebSettings other) {
    GatewaySettings copy = copy();
    copy.web = other;
    return copy;
  }

  /** The same with {@code others} beside the usual ways of keeping directories. */
  public GatewaySettings directories(List<DirectoryKind> others) {
    GatewaySettings copy = copy();
    copy.directories = List.copyOf(others);
    return copy;
  }

  /** The same with directories on {@code server}, which announces {@code global}. */
  public GatewaySettings vdrive(TestVdrive server, Capability global) {
    GatewaySettings copy = copy();
    copy.drive = Optional.of(new Drive(server, global));
    return copy;
  }

  /** The same with {@code storage} and {@code vdrive} between it and its servers. */
  public GatewaySettings through(
      Intermediary<StorageClient> storage, Intermediary<VdriveClient> vdrive) {
    GatewaySettings copy = copy();
    copy.toServers = storage;
    copy.toDrives = vdrive;
    return copy;
  }

  /** The encoding of files. */
  public EncodingParameters encoding() {
    return encoding;
  }

  /** The ways with files. */
  FileSettings files() {
    return new FileSettings(encoding, maximumFileSize, memory, MutableFormat.SDMF, 0, trashDays);
  }

  /** The time-outs for others. */
  public ServerTimeouts patience() {
    return patience;
  }

  /** The secret from which lease and upload secrets are made. */
  public Secret secret() {
    return secret;
  }

  /** The convergence secret. */
  public Secret convergence() {
    return convergence;
  }

  /** The settings of the web port. */
  public WebSettings web() {
    return web;
  }

  /** The ways of keeping directories beside the usual ones. */
  List<DirectoryKind> directories() {
    return directories;
  }

  /** The intermediary before its storage servers. */
  Intermediary<StorageClient> toServers() {
    return toServers;
  }

  /** The intermediary before its vdrive servers. */
  Intermediary<VdriveClient> toDrives() {
    return toDrives;
  }

  /** The vdrive server of its drives, if it has drives. */
  Optional<Drive> drive() {
    return drive;
  }
}
