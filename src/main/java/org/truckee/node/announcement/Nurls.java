package org.truckee.node.announcement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truckee.bytes.Secret;
import org.truckee.crypto.NodeCertificate;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.protocol.announcement.Nurl;

/**
 * The NURLs of a node's roles: one certificate for all, and a swissnum for each.
 *
 * @param host the address that other nodes are told
 * @param swissnums the swissnum of each role that the node has, in the order of their start
 */
public record Nurls(NodeCertificate certificate, String host, Map<String, Secret> swissnums) {
  public static final String INTRODUCER = "introducer";
  public static final String STORAGE = "storage";
  public static final String VDRIVE = "vdrive";

  /** Reads the secrets of the roles in {@code config}, or makes them. Blocks. */
  public static Nurls read(
      NodeDirectory directory, NodeConfig config, NodeCertificate certificate) {
    Map<String, Secret> swissnums = new LinkedHashMap<>();
    if (config.introducer().isPresent())
      swissnums.put(INTRODUCER, directory.secrets().swissnum(INTRODUCER));
    if (config.storage().isPresent()) swissnums.put(STORAGE, directory.secrets().swissnum(STORAGE));
    if (config.vdrive().isPresent()) swissnums.put(VDRIVE, directory.secrets().swissnum(VDRIVE));
    return new Nurls(certificate, config.listen().advertise(), swissnums);
  }

  /** The roles of the node, in the order of their start. */
  public List<String> roles() {
    return List.copyOf(swissnums.keySet());
  }

  /** The NURL of {@code role} behind {@code port}. */
  public Nurl of(String role, int port) {
    return new Nurl(certificate.spkiHash(), host, port, swissnums.get(role));
  }

  /** The authorization that a request to {@code role} has to show. */
  public Secret authorization(String role) {
    return new Nurl(certificate.spkiHash(), "localhost", 1, swissnums.get(role)).authorization();
  }
}
