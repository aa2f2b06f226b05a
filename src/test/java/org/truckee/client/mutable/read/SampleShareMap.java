package org.truckee.client.mutable.read;

import java.util.Arrays;
import java.util.Map;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.mutable.ShareHead;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.VersionTerms;
import org.truckee.testing.grid.QuietServers;

/** A share map as a test says that servers have shown it; versions are called by their numbers. */
public final class SampleShareMap {
  private final QuietServers servers;
  private final int needed;
  private final int total;
  private final ShareMap map;

  /** No shares yet of a file that is {@code needed}-of-{@code total}; nobody has answered. */
  public SampleShareMap(QuietServers servers, int needed, int total) {
    this.servers = servers;
    this.needed = needed;
    this.total = total;
    this.map = new ShareMap(servers.all(), 0);
  }

  /** The version of number {@code sequence}. */
  public SignedPrefix version(long sequence) {
    return version(sequence, (byte) sequence);
  }

  private SignedPrefix version(long sequence, byte root) {
    byte[] rootHash = new byte[32];
    Arrays.fill(rootHash, root);
    return version(sequence, rootHash);
  }

  /** One of the versions of number {@code sequence}. */
  SignedPrefix version(long sequence, byte[] rootHash) {
    VersionTerms terms =
        new VersionTerms(MutableFormat.MDMF, sequence, needed, total, needed * 10, 100);
    return new SignedPrefix(terms, Bytes.wrap(rootHash), Bytes.EMPTY);
  }

  /** Server {@code server} answered with {@code shares} of version {@code sequence}. */
  public SampleShareMap shows(int server, long sequence, int... shares) {
    return shows(server, version(sequence), shares);
  }

  /** The same with shares of another version of number {@code sequence}. */
  public SampleShareMap showsRival(int server, long sequence, int... shares) {
    return shows(server, version(sequence, (byte) 0), shares);
  }

  /** The same with {@code shares} of {@code version}. */
  SampleShareMap shows(int server, SignedPrefix version, int... shares) {
    map.addAnswered(servers.get(server));
    for (int share : shares)
      map.add(
          new FoundShare(
              servers.get(server),
              new ShareHead(share, version, null, Map.of()),
              version.toBytes()));
    return this;
  }

  /**
   * As many servers as there are {@code shares} answered with one each, the first with the first.
   */
  public SampleShareMap spread(long sequence, int... shares) {
    for (int server = 0; server < shares.length; server++) shows(server, sequence, shares[server]);
    return this;
  }

  /** Server {@code server} answered with a damaged share, which claims version {@code sequence}. */
  public SampleShareMap showsDamaged(int server, long sequence, int share) {
    map.addAnswered(servers.get(server));
    map.add(
        new DamagedShare(
            servers.get(server), share, version(sequence).toBytes(), "it is malformed"));
    return this;
  }

  /** Server {@code server} did not answer. */
  public SampleShareMap silent(int server) {
    map.addSilent(
        servers.get(server), new GridException(GridException.Kind.UNREACHABLE, "it is away"));
    return this;
  }

  /** The map. */
  public ShareMap map() {
    return map;
  }
}
