package org.truckee.node.role;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.Version;
import org.truckee.node.config.ConfiguredGateway;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.WebAccess;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.protocol.announcement.Host;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.guard.WebSettings;

/** What the configuration of a node's gateway says of its web port. */
record GatewayWeb(NodeDirectory directory, NodeConfig config, ConfiguredGateway gateway) {
  /** The settings of the web port. */
  WebSettings settings() {
    WebAccess access = gateway.web().access();
    return new WebSettings(
        config.nickname(),
        Version.TEXT,
        hosts(access),
        new OwnerRights(
            access.hosts().isEmpty(),
            access.secret(),
            Optional.of(directory.secrets().apiToken()),
            access.localFolders()),
        WebSettings.USUAL_SILENCE_MILLIS,
        access.proxies());
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
